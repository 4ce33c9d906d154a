package dev.tocsin.statuspage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An incident as customers read it. `impact` is the highest it reached, or what a person says it is; `updates` stand
/// newest first. `nextUpdateBy` is when we promised to speak again.
public record PublicIncident(
        PublicId id,
        String name,
        Phase phase,
        Impact impact,
        Instant createdAt,
        Instant updatedAt,
        Instant startedAt,
        Optional<Instant> monitoringAt,
        Optional<Instant> resolvedAt,
        List<PublicId> components,
        List<StatusUpdate> updates,
        Optional<Instant> nextUpdateBy) {

    public PublicIncident {
        components = List.copyOf(components);
        updates = List.copyOf(updates);
    }

    public PublicIncident(
            PublicId id,
            String name,
            Phase phase,
            Impact impact,
            Instant createdAt,
            Instant updatedAt,
            Instant startedAt,
            Optional<Instant> monitoringAt,
            Optional<Instant> resolvedAt,
            List<PublicId> components,
            List<StatusUpdate> updates) {
        this(
                id,
                name,
                phase,
                impact,
                createdAt,
                updatedAt,
                startedAt,
                monitoringAt,
                resolvedAt,
                components,
                updates,
                Optional.empty());
    }

    public boolean isOpen() {
        return phase.isOpen();
    }

    PublicIncident with(List<PublicId> affected, List<StatusUpdate> said) {
        return new PublicIncident(
                id,
                name,
                phase,
                impact,
                createdAt,
                updatedAt,
                startedAt,
                monitoringAt,
                resolvedAt,
                affected,
                said,
                nextUpdateBy);
    }
}
