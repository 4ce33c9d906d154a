package dev.tocsin.monitor;

import dev.tocsin.db.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/// Makes verdicts of the looks of several locations: each has a standing of its own, its vote, and so many of them
/// must agree. A monitor that the server looks at alone is never here.
public final class Votes {
    private final Database database;
    private final Monitors monitors;
    private final Consequences consequences;
    private final InstantSource clock;
    private final Rulings rulings;
    private final Panels panels = new Panels();
    private final MonitorStore monitorStore = new MonitorStore();
    private final VoteStore store = new VoteStore();

    /// What came of looks: the verdicts that changed, and what the server looks at again, and when.
    record Counted(List<VerdictChange> changes, Map<Instant, List<MonitorId>> rechecks) {}

    /// @param here what the settings call the server's own place; asked anew each time, for settings change
    public Votes(
            Database database,
            Monitors monitors,
            VerdictListener listener,
            Holds holds,
            Supplier<String> here,
            InstantSource clock) {
        this.database = database;
        this.monitors = monitors;
        this.consequences = new Consequences(listener, holds);
        this.rulings = new Rulings(here, panels);
        this.clock = clock;
    }

    /// What this node last heard from everywhere, for metrics.
    public List<Panel> panels() {
        return panels.all();
    }

    /// What every location says now, and how many must agree.
    public record Said(int quorum, List<Vote> votes) {}

    /// How every location of a monitor stands to it now. Without votes the server looks alone.
    public Said read(Handle handle, MonitorId id) {
        var now = clock.instant();
        var known = store.ballots(handle, List.of(id)).getOrDefault(id, List.of());
        return monitors.definition(id)
                .filter(monitor -> monitor.vantage().isVoted())
                .map(monitor -> new Said(
                        monitor.vantage().quorum(),
                        monitor.vantage().locations().stream()
                                .map(location -> Poll.find(known, location)
                                        .orElseGet(() -> Ballot.blank(location, now))
                                        .vote(monitor, now))
                                .toList()))
                .orElse(new Said(1, List.of()));
    }

    /// Takes the votes that have gone stale out of their verdicts. To be called every second; does nothing while
    /// no monitor is looked at from elsewhere.
    public void reviewDue() {
        if (voted().isEmpty()) {
            return;
        }
        var now = clock.instant();
        database.run(handle -> {
            var lapsed = store.lock(handle) ? store.lapsed(handle, now) : List.<MonitorId>of();
            if (!lapsed.isEmpty()) {
                var polls = polls(handle, lapsed, now);
                polls.forEach(
                        poll -> store.cast(handle, casts(poll, poll.ballots().values(), now)));
                consequences.of(handle, rulings.write(handle, polls, Map.of(), now));
            }
        });
    }

    /// Makes the votes agree with the settings, after [Monitors#apply]: locations that a monitor has no longer have
    /// no say any more, and where the server is the only one left its own looks are the verdict again.
    public void applyVantages() {
        var now = clock.instant();
        var voted = voted();
        panels.retain(voted);
        database.run(handle -> {
            store.forgetRetired(handle);
            var ids = new LinkedHashSet<>(store.votedOn(handle));
            ids.addAll(voted);
            var polls = polls(handle, ids, now).stream().filter(Poll::anew).toList();
            polls.forEach(poll -> {
                store.forgetAllBut(handle, poll.id(), poll.ballots().keySet());
                store.cast(handle, casts(poll, poll.ballots().values(), now));
            });
            var changes = rulings.write(handle, polls, Map.of(), now);
            polls.stream()
                    .filter(poll -> !poll.monitor().vantage().isVoted())
                    .forEach(poll -> resign(handle, poll, now));
            consequences.of(handle, changes);
        });
    }

    /// Whether looks at this monitor are votes.
    boolean concern(MonitorId id) {
        return monitors.definition(id)
                .map(Monitor::vantage)
                .filter(Vantage::isVoted)
                .isPresent();
    }

    /// Casts what `location` saw, as far as it has a say there.
    Counted cast(Handle handle, Location location, List<Look> looks) {
        var heard = looks.stream().filter(look -> concern(look.id(), location)).toList();
        return heard.isEmpty()
                ? new Counted(List.of(), new LinkedHashMap<>())
                : count(handle, location, heard, clock.instant());
    }

    /// The same, and tells those who want to know.
    void settle(Handle handle, Location location, List<Look> looks) {
        consequences.of(handle, cast(handle, location, looks).changes());
    }

    private Counted count(Handle handle, Location location, List<Look> looks, Instant now) {
        var polls = new ArrayList<Poll>();
        var newest = new LinkedHashMap<MonitorId, Observation>();
        for (var before : polls(handle, looks.stream().map(Look::id).distinct().toList(), now)) {
            var seen = looks.stream()
                    .filter(look -> look.id().equals(before.id()))
                    .map(Look::seen)
                    .sorted(Comparator.comparing(each -> each.evidence().at()))
                    .toList();
            var poll = before;
            for (var each : seen) {
                poll = poll.after(location, each, now);
            }
            var vote = poll.ballot(location).vote(poll.monitor(), now).verdict();
            panels.show(poll, location, new Panel.Sight(seen.getLast(), vote));
            if (!poll.equals(before)) {
                polls.add(poll);
                newest.put(poll.id(), seen.getLast());
            }
        }
        store.cast(
                handle,
                polls.stream()
                        .flatMap(poll -> casts(poll, poll.changed(location), now).stream())
                        .toList());
        var changes = rulings.write(handle, polls, newest, now);
        return new Counted(changes, location.isHere() ? rechecks(handle, polls) : new LinkedHashMap<>());
    }

    private Map<Instant, List<MonitorId>> rechecks(Handle handle, List<Poll> polls) {
        var plans = new LinkedHashMap<MonitorId, Optional<Instant>>();
        var due = new LinkedHashMap<Instant, List<MonitorId>>();
        for (var poll : polls) {
            var own = poll.ballot(Location.HERE);
            var at = Optional.of(own.lastLookedAt()
                            .plus(poll.monitor().confirmation().recheck()))
                    .filter(_ -> own.standing().unconfirmed());
            plans.put(poll.id(), at);
            at.ifPresent(
                    when -> due.computeIfAbsent(when, _ -> new ArrayList<>()).add(poll.id()));
        }
        store.plan(handle, plans);
        return due;
    }

    /// From here on the server's looks are the verdict. Its own standing goes on.
    private void resign(Handle handle, Poll poll, Instant now) {
        var own = poll.ballot(Location.HERE);
        var outcome = poll.outcome(now);
        var runs = own.isFresh(poll.monitor(), now) ? own.standing() : Standing.unknown(now);
        var standing = new Standing(outcome.verdict(), outcome.since(), runs.answering(), runs.prompt());
        poll.lastLookedAt()
                .ifPresent(at -> monitorStore.settle(
                        handle,
                        List.of(new MonitorStore.Settled(poll.id(), standing, at, own.reason(), Optional.empty()))));
        store.forgetAllBut(handle, poll.id(), List.of());
    }

    private List<MonitorId> voted() {
        return monitors.definitions().entrySet().stream()
                .filter(entry -> entry.getValue().vantage().isVoted())
                .map(Map.Entry::getKey)
                .toList();
    }

    private boolean concern(MonitorId id, Location location) {
        return monitors.definition(id)
                .map(Monitor::vantage)
                .filter(vantage -> vantage.isVoted() && vantage.holds(location))
                .isPresent();
    }

    /// The polls of those among `ids` that are watched, their monitors' rows locked.
    private List<Poll> polls(Handle handle, Collection<MonitorId> ids, Instant now) {
        var rows = monitorStore.lock(handle, ids);
        var votedBy = store.votedBy(handle, rows.keySet());
        var ballots = store.ballots(handle, rows.keySet());
        return rows.values().stream()
                .flatMap(row -> monitors.definition(row.id()).stream()
                        .map(monitor -> Poll.of(
                                row,
                                Optional.ofNullable(votedBy.get(row.id())),
                                monitor,
                                ballots.getOrDefault(row.id(), List.of()),
                                now)))
                .sorted(Comparator.comparingLong(poll -> poll.id().value()))
                .toList();
    }

    private static List<VoteStore.Cast> casts(Poll poll, Collection<Ballot> ballots, Instant now) {
        return ballots.stream()
                .filter(ballot -> !ballot.lastLookedAt().equals(Instant.MIN))
                .map(ballot -> new VoteStore.Cast(
                        poll.id(), ballot, ballot.freshUntil(poll.monitor()), ballot.isFresh(poll.monitor(), now)))
                .toList();
    }
}
