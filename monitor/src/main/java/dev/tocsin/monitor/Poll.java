package dev.tocsin.monitor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// All ballots on one monitor, one of each of its locations, and the verdict that was made before: `verdict` since
/// `since`. `anew` when the places or the quorum are others than those that made it.
record Poll(
        MonitorId id, Monitor monitor, Verdict verdict, Instant since, boolean anew, Map<Location, Ballot> ballots) {

    /// What it comes to, and who voted for what.
    record Outcome(Verdict verdict, Instant since, List<Vote> votes) {}

    /// A location of which nothing is known gets a blank ballot. The server's own is what the monitor's row tells,
    /// where the server was the only one to look until now.
    ///
    /// @param votedBy the word of the vantage that made the verdict in the row
    static Poll of(MonitorStore.Row row, Optional<String> votedBy, Monitor monitor, List<Ballot> known, Instant now) {
        var ballots = new LinkedHashMap<Location, Ballot>();
        for (var location : monitor.vantage().locations()) {
            ballots.put(
                    location,
                    find(known, location)
                            .or(() -> own(row).filter(_ -> location.isHere() && votedBy.isEmpty()))
                            .orElseGet(() -> Ballot.blank(location, now)));
        }
        return new Poll(
                row.id(),
                monitor,
                row.standing().verdict(),
                row.standing().since(),
                !votedBy.equals(monitor.vantage().word()),
                ballots);
    }

    static Optional<Ballot> find(List<Ballot> known, Location location) {
        return known.stream()
                .filter(ballot -> ballot.location().equals(location))
                .findFirst();
    }

    private static Optional<Ballot> own(MonitorStore.Row row) {
        return row.lastLookedAt()
                .map(at -> new Ballot(
                        Location.HERE, row.standing(), at, row.standing().since(), "as before"));
    }

    Ballot ballot(Location location) {
        return Objects.requireNonNull(ballots.get(location));
    }

    /// After one more look from `location`, of which we hear at `now`; the same when it is no news.
    Poll after(Location location, Observation seen, Instant now) {
        return ballot(location)
                .after(seen, monitor, now)
                .map(ballot -> {
                    var all = new LinkedHashMap<>(ballots);
                    all.put(location, ballot);
                    return new Poll(id, monitor, verdict, since, anew, all);
                })
                .orElse(this);
    }

    /// What is to be written after looks from `location`: with other places than before, what is known of each.
    Collection<Ballot> changed(Location location) {
        return anew ? ballots.values() : List.of(ballot(location));
    }

    /// A verdict that stays keeps its beginning. A new one begins no earlier than the one before it did, and now
    /// where it is the settings that changed it.
    Outcome outcome(Instant now) {
        var votes = new ArrayList<Vote>();
        ballots.values().forEach(ballot -> votes.add(ballot.vote(monitor, now)));
        var ruling = Quorum.of(votes, monitor.vantage().quorum());
        if (ruling.verdict() == verdict) {
            return new Outcome(verdict, since, votes);
        }
        var from = anew || ruling.since().isAfter(now) ? now : ruling.since();
        return new Outcome(ruling.verdict(), from.isBefore(since) ? since : from, votes);
    }

    /// The newest look of all; empty when there was none.
    Optional<Instant> lastLookedAt() {
        return ballots.values().stream()
                .map(Ballot::lastLookedAt)
                .filter(at -> at.isAfter(Instant.MIN))
                .max(Comparator.naturalOrder());
    }
}
