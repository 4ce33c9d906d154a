package dev.tocsin.statuspage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One thing said to customers about an incident or a maintenance. `displayAt` is the time the page shows; `impact` is
/// how bad it is from then on, and `components` what it touches beside what it touched before. `earlier` holds how it
/// read before it was edited, the newest first.
public record StatusUpdate(
        PublicId id,
        Phase phase,
        String body,
        Instant createdAt,
        Instant displayAt,
        Optional<Impact> impact,
        List<PublicId> components,
        boolean silent,
        List<Wording> earlier) {

    public StatusUpdate {
        components = List.copyOf(components);
        earlier = List.copyOf(earlier);
    }

    /// What stood there until `replacedAt`.
    public record Wording(String body, Instant replacedAt) {}

    public StatusUpdate(PublicId id, Phase phase, String body, Instant createdAt, Instant displayAt) {
        this(id, phase, body, createdAt, displayAt, Optional.empty(), List.of(), false, List.of());
    }

    /// When its text last changed.
    public Instant updatedAt() {
        return earlier.stream().findFirst().map(Wording::replacedAt).orElse(createdAt);
    }

    StatusUpdate with(List<Wording> wordings) {
        return new StatusUpdate(id, phase, body, createdAt, displayAt, impact, components, silent, wordings);
    }
}
