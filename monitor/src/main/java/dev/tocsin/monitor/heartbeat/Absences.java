package dev.tocsin.monitor.heartbeat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// When nobody of us was there to be called. What a job did not say then cannot be held against it.
record Absences(List<Away> all) {

    /// A process that has not noted for so long that it is there is not.
    static final Duration NOTED_WITHIN = Duration.ofSeconds(15);

    /// Nobody was there from `from` to `to`.
    record Away(Instant from, Instant to) {

        private boolean touches(Instant begin, Instant end) {
            return from.isBefore(end) && to.isAfter(begin);
        }
    }

    /// Somebody was there from `from` to `until`, as far as it was noted.
    record Presence(Instant from, Instant until) {}

    Absences {
        all = List.copyOf(all);
    }

    /// The gaps between `presences` up to `now`; before the first of them nobody was there.
    static Absences between(List<Presence> presences, Instant now) {
        var gaps = new ArrayList<Away>();
        var covered = Instant.MIN;
        for (var presence :
                presences.stream().sorted(Comparator.comparing(Presence::from)).toList()) {
            if (presence.from().isAfter(covered)) {
                gaps.add(new Away(covered, presence.from()));
            }
            covered = presence.until().isAfter(covered) ? presence.until() : covered;
        }
        if (covered.equals(Instant.MIN) || covered.plus(NOTED_WITHIN).isBefore(now)) {
            gaps.add(new Away(covered, now));
        }
        return new Absences(gaps);
    }

    /// The last of those that touch the time between `begin` and `end`.
    Optional<Away> last(Instant begin, Instant end) {
        return all.stream().filter(away -> away.touches(begin, end)).reduce((one, next) -> next);
    }

    /// `at`, or when we came back after it for the last time.
    Instant sinceThere(Instant at) {
        return all.stream().map(Away::to).filter(back -> back.isAfter(at)).reduce(at, (one, next) -> next);
    }
}
