package dev.tocsin.monitor;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// How one location stands to one monitor: its own looks folded into a standing of its own, and whether they still
/// come.
///
/// `heardSince` is the first look of the present stretch that came in time. What came too late to be acted on
/// counts in the standing, and for no time before that.
public record Ballot(Location location, Standing standing, Instant lastLookedAt, Instant heardSince, String reason) {

    /// The way of a look to us takes no longer, when nothing is amiss.
    private static final Duration ON_THE_WAY = Rounds.ROUND;

    private static final Duration CLOCKS_DISAGREE = Duration.ofMinutes(1);

    /// That of a location which has not looked yet, at `now`.
    public static Ballot blank(Location location, Instant now) {
        return new Ballot(location, Standing.unknown(now), Instant.MIN, now, "");
    }

    /// How long a look speaks for its target: two intervals, and as long as a look may take.
    public static Duration freshFor(Monitor monitor) {
        return monitor.every().multipliedBy(2).plus(monitor.timeout()).plus(ON_THE_WAY);
    }

    /// The ballot after one more look, of which we hear at `now`. Empty when the look is no news: it came after a
    /// later one, came before, or says nothing of the target. Instants count to the microsecond, as they are
    /// stored.
    public Optional<Ballot> after(Observation seen, Monitor monitor, Instant now) {
        var at = seen.evidence().at().truncatedTo(ChronoUnit.MICROS);
        if (seen instanceof Observation.Inconclusive || !isNews(at, now)) {
            return Optional.empty();
        }
        return Optional.of(new Ballot(
                location,
                standingAt(at, monitor).after(seen, monitor.confirmation()),
                at,
                isFresh(monitor, now) ? heardSince : at,
                seen.reason()));
    }

    /// What a look at `at` adds to: nothing where it is the first, or the first after a gap.
    private Standing standingAt(Instant at, Monitor monitor) {
        if (isBlank()) {
            return Standing.unknown(at);
        }
        return at.isAfter(freshUntil(monitor)) ? standing.lapsed(lastLookedAt.plus(monitor.every())) : standing;
    }

    /// Whether the last look still speaks for its target at `now`.
    public boolean isFresh(Monitor monitor, Instant now) {
        return !isBlank() && !now.isAfter(freshUntil(monitor));
    }

    /// When it stops being fresh, unless another look comes.
    Instant freshUntil(Monitor monitor) {
        return lastLookedAt.plus(freshFor(monitor));
    }

    /// What it says at `now`. Without a fresh look it says nothing, from the first slot on that was missed.
    Vote vote(Monitor monitor, Instant now) {
        if (isBlank()) {
            return new Vote(location, Verdict.UNKNOWN, Instant.MIN, "has not looked yet");
        }
        if (!isFresh(monitor, now)) {
            var silent = "silent since " + lastLookedAt.truncatedTo(ChronoUnit.SECONDS);
            return new Vote(location, Verdict.UNKNOWN, lastLookedAt.plus(monitor.every()), silent);
        }
        var since = standing.since().isBefore(heardSince) ? heardSince : standing.since();
        return new Vote(location, standing.verdict(), since, reason);
    }

    private boolean isBlank() {
        return lastLookedAt.equals(Instant.MIN);
    }

    /// A last look that lies ahead of us tells that a clock was set back.
    private boolean isNews(Instant at, Instant now) {
        return isBlank() || at.isAfter(lastLookedAt) || lastLookedAt.isAfter(now.plus(CLOCKS_DISAGREE));
    }
}
