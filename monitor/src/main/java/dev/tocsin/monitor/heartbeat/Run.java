package dev.tocsin.monitor.heartbeat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// One run of a job, as far as it was told: from `began` to `ended`. `replacedAt` is when another run without an id
/// began in its place: then nobody will tell of its end any more.
record Run(Optional<UUID> id, Optional<Instant> began, Optional<Call> ended, Optional<Instant> replacedAt) {

    /// Empty while it lasts, and where its start was not told.
    Optional<Duration> took() {
        return began.flatMap(start -> ended.map(end -> Duration.between(start, end.at())));
    }

    /// When it has taken too long; empty where its start was not told.
    Optional<Instant> limit(Duration longest) {
        return began.map(start -> start.plus(longest));
    }

    /// Whether it went on after `at`, or would have, for all that was told.
    boolean lastsBeyond(Instant at) {
        return ended.stream().allMatch(end -> end.at().isAfter(at))
                && replacedAt.stream().allMatch(instant -> instant.isAfter(at));
    }

    /// Whether it was under way at `at`, and not for too long.
    boolean underWay(Instant at, Duration longest) {
        return began.filter(start -> !start.isAfter(at) && start.plus(longest).isAfter(at))
                        .isPresent()
                && lastsBeyond(at);
    }
}
