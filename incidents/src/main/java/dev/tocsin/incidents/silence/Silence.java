package dev.tocsin.incidents.silence;

import dev.tocsin.incidents.Incident;
import java.time.Instant;
import java.util.Optional;

/// A wish of `owner` not to have people paged for what matches, until `endsAt`, or until somebody ended it.
public record Silence(
        long id,
        Matchers matchers,
        String reason,
        String owner,
        Instant beganAt,
        Instant endsAt,
        Optional<Ending> ending) {

    /// Who ended it before its time, and when.
    public record Ending(Instant at, String by) {}

    public boolean holds(Incident incident, Instant at) {
        return counts(at) && matchers.match(incident);
    }

    public boolean counts(Instant at) {
        return ending.isEmpty() && !at.isBefore(beganAt) && at.isBefore(endsAt);
    }

    /// What an incident is held by, for people.
    public String words() {
        return "silence %d by %s: %s".formatted(id, owner, reason);
    }
}
