package dev.tocsin.monitor.posture.watch;

import dev.tocsin.monitor.posture.Severity;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How one check of one target has gone, as far as it takes to decide whether to call somebody. Only looks that tested
/// it count.
///
/// @param since from when on it has been at this level
/// @param accepted the baseline: what is no worse than this calls nobody
/// @param recent the last three levels, the newest first
/// @param calm how many looks in a row, at every address, found it no worse than accepted; counted to three
/// @param calmEvidence what was seen when it was last no worse than accepted
/// @param alarm the incident that it is in
record Course(
        Level level,
        Instant since,
        Level accepted,
        List<Level> recent,
        int calm,
        String calmEvidence,
        Optional<Alarm> alarm) {

    /// So many clean looks in a row end an alarm.
    static final int CALM = 3;

    private static final int RECENT = 3;
    private static final int WITNESSES = 2;

    /// Somebody was called for it.
    ///
    /// @param cause the check by whose name the incident goes
    /// @param level how bad it was at its worst since
    record Alarm(String cause, Level level) {}

    Course {
        recent = List.copyOf(recent);
    }

    /// The course after one more look that tested it. What is critical is never accepted, on the first look neither.
    static Course after(Optional<Course> known, Sighting sighting, Run run) {
        var level = sighting.level();
        var before = known.filter(_ -> !run.first());
        var accepted = before.map(Course::accepted).orElse(level.severity() == Severity.CRITICAL ? Level.CLEAN : level);
        var bad = level.worseThan(accepted);
        var recent = Stream.concat(Stream.of(level), before.stream().flatMap(course -> course.recent().stream()))
                .limit(RECENT)
                .toList();
        var counted = before.map(Course::calm).orElse(0);
        var calm = bad ? 0 : run.whole() ? Math.min(CALM, counted + 1) : counted;
        return new Course(
                level,
                known.filter(course -> course.level().equals(level))
                        .map(Course::since)
                        .orElse(run.at()),
                calm == CALM ? Collections.max(recent) : accepted,
                recent,
                calm,
                bad ? before.map(Course::calmEvidence).orElse("") : sighting.evidence(),
                known.flatMap(Course::alarm));
    }

    /// What two of the last three looks found at least; of what happens once, what the last one found.
    Optional<Level> confirmed(boolean once) {
        var witnesses = once ? 1 : WITNESSES;
        var seen = once ? recent.subList(0, 1) : recent;
        return seen.stream()
                .sorted(Collections.reverseOrder())
                .skip(witnesses - 1L)
                .findFirst();
    }

    /// Whether `other` is worse than what was accepted, and than what somebody was called for.
    boolean isNews(Level other) {
        return other.severity() != Severity.INFO
                && other.worseThan(accepted)
                && alarm.filter(raised -> !other.worseThan(raised.level())).isEmpty();
    }

    boolean over() {
        return alarm.isPresent() && calm >= CALM;
    }

    Course alarmed(Alarm raised) {
        return new Course(level, since, accepted, recent, calm, calmEvidence, Optional.of(raised));
    }

    Course relieved() {
        return new Course(level, since, accepted, recent, calm, calmEvidence, Optional.empty());
    }
}
