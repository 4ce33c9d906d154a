package dev.tocsin.monitor;

import dev.tocsin.db.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns looks into rows: many looks, one transaction. What follows from a verdict change is written in the same one.
public final class Settling implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Settling.class);
    private static final Duration EVERY = Duration.ofMillis(250);
    private static final int BATCH = 500;
    private static final int KEPT = 50_000;
    private static final int KEPT_WHOLE = 2_000;
    private static final Duration CLOCKS_DISAGREE = Duration.ofMinutes(1);
    private static final Duration LATE = Duration.ofSeconds(1);

    private final Database database;
    private final Monitors monitors;
    private final Votes votes;
    private final Consequences consequences;
    private final References references;
    private final InstantSource clock;
    private final MonitorStore store = new MonitorStore();
    private final VerdictLedger ledger = new VerdictLedger();
    private final ObservationStore observations = new ObservationStore();
    private final BlockingQueue<Look> waiting = new LinkedBlockingQueue<>(KEPT);
    private final Thread settler = Thread.ofPlatform().name("settling").daemon().unstarted(this::settleForEver);
    private volatile BiConsumer<Collection<MonitorId>, Instant> onRecheck = (ids, at) -> {};
    private volatile LookListener onLook = (handle, id, monitor, seen) -> Optional.empty();
    private volatile List<Look> unsettled = new ArrayList<>(BATCH);
    private volatile boolean refused;
    private volatile boolean closing;

    public Settling(
            Database database,
            Monitors monitors,
            Votes votes,
            VerdictListener listener,
            Holds holds,
            References references,
            InstantSource clock) {
        this.database = database;
        this.monitors = monitors;
        this.votes = votes;
        this.consequences = new Consequences(listener, holds);
        this.references = references;
        this.clock = clock;
    }

    public void start() {
        settler.start();
    }

    /// Who looks again at what is unconfirmed, and when.
    void onRecheck(BiConsumer<Collection<MonitorId>, Instant> recheck) {
        onRecheck = recheck;
    }

    /// Who keeps more of a look than its outcome.
    public void onLook(LookListener listener) {
        onLook = listener;
    }

    /// Takes a look; a failing one makes us doubt our own sight first. While the database is away looks are kept
    /// without what is only of interest to a person; with 50,000 waiting the oldest makes room, and its slot stays
    /// unknown.
    void add(Look look) {
        if (look.seen() instanceof Observation.Failed) {
            references.doubt();
        }
        var kept = waiting.size() < KEPT_WHOLE ? look : look.brief();
        while (!waiting.offer(kept)) {
            var _ = waiting.poll();
        }
    }

    /// How many looks wait for the database to take them; empty while it does.
    public OptionalInt waiting() {
        return refused ? OptionalInt.of(unsettled.size() + waiting.size()) : OptionalInt.empty();
    }

    /// Settles what waits, 500 looks a transaction.
    public synchronized void settleDue() {
        for (var batch = nextBatch(); !batch.isEmpty(); batch = nextBatch()) {
            settle(believed(batch));
            refused = false;
        }
    }

    /// Where none of the references answers, what failed is told of ourselves and not of the targets.
    private List<Look> believed(List<Look> batch) {
        if (batch.stream().noneMatch(look -> look.seen() instanceof Observation.Failed)) {
            return batch;
        }
        return references
                .blindness()
                .map(why -> batch.stream().map(look -> look.doubted(why)).toList())
                .orElse(batch);
    }

    private List<Look> nextBatch() {
        var batch = unsettled;
        unsettled = new ArrayList<>(BATCH);
        waiting.drainTo(batch, BATCH - batch.size());
        return batch;
    }

    private void settle(List<Look> batch) {
        var rechecks = Map.<Instant, List<MonitorId>>of();
        try {
            rechecks = database.transact(handle -> settle(handle, batch));
        } catch (RuntimeException fault) {
            if (Database.isUnavailable(fault)) {
                unsettled = new ArrayList<>(batch);
                refused = true;
                throw fault;
            }
            if (batch.size() == 1) {
                log.error(
                        "a look at monitor {} cannot be settled and is left out",
                        batch.getFirst().id(),
                        fault);
                return;
            }
            // One look that the database refuses must not hold back the others.
            for (var i = 0; i < batch.size(); i++) {
                settleAlone(batch, i);
            }
        }
        rechecks.forEach((at, ids) -> onRecheck.accept(ids, at));
    }

    /// Should the database go away at one of them, that one and all after it wait for its return.
    private void settleAlone(List<Look> batch, int index) {
        try {
            settle(List.of(batch.get(index)));
        } catch (RuntimeException away) {
            unsettled = new ArrayList<>(batch.subList(index, batch.size()));
            throw away;
        }
    }

    /// Answers which monitors are to be looked at again, and when.
    private Map<Instant, List<MonitorId>> settle(Handle handle, List<Look> batch) {
        var rows = store.lock(handle, batch.stream().map(Look::id).distinct().toList());
        var settled = new LinkedHashMap<MonitorId, MonitorStore.Settled>();
        var changes = new ArrayList<VerdictChange>();
        var seen = batch.stream()
                .filter(look -> rows.containsKey(look.id()))
                .sorted(Comparator.comparing(look -> look.seen().evidence().at()))
                .toList();
        var cast = votes.cast(handle, Location.HERE, seen);
        changes.addAll(cast.changes());
        for (var look : seen) {
            var row = Objects.requireNonNull(rows.get(look.id()));
            if (votes.concern(look.id())) {
                continue;
            }
            monitors.definition(look.id())
                    .ifPresent(monitor -> fold(handle, monitor, look, settled.getOrDefault(look.id(), row.settled()))
                            .ifPresent(folded -> {
                                var again = onLook.looked(handle, look.id(), monitor, look.seen());
                                settled.put(look.id(), folded.settled().lookedAtAgain(again));
                                folded.change().ifPresent(changes::add);
                            }));
        }
        store.settle(handle, settled.values());
        observations.insert(handle, seen);
        consequences.of(handle, changes);
        var rechecks = cast.rechecks();
        for (var one : settled.values()) {
            one.recheckAt()
                    .ifPresent(at ->
                            rechecks.computeIfAbsent(at, _ -> new ArrayList<>()).add(one.id()));
        }
        return rechecks;
    }

    private record Folded(MonitorStore.Settled settled, Optional<VerdictChange> change) {}

    /// The row after one more look. Empty for a look that says nothing of the target, which so looks unwatched, and for
    /// one that came back after a later one.
    private Optional<Folded> fold(Handle handle, Monitor monitor, Look look, MonitorStore.Settled before) {
        var seen = look.seen();
        var at = seen.evidence().at();
        var standing = before.standing();
        var after = standing.after(seen, monitor.confirmation());
        monitors.remember(look.id(), new Monitors.Seen(monitor, seen, after.verdict()));
        if (seen instanceof Observation.Inconclusive || !isNews(at, before.lookedAt())) {
            return Optional.empty();
        }
        noteGap(handle, monitor, look.id(), standing.verdict(), before.lookedAt(), at);
        var recheckAt = after.unconfirmed()
                ? Optional.of(at.plus(monitor.confirmation().recheck()))
                : Optional.<Instant>empty();
        var settled = new MonitorStore.Settled(look.id(), after, at, seen.reason(), recheckAt);
        if (after.verdict() == standing.verdict()) {
            return Optional.of(new Folded(settled, Optional.empty()));
        }
        ledger.change(handle, look.id(), after.since(), after.verdict());
        return Optional.of(new Folded(
                settled,
                Optional.of(new VerdictChange(
                        look.id(),
                        monitor,
                        standing.verdict(),
                        after.verdict(),
                        after.since(),
                        at,
                        seen,
                        false,
                        Optional.empty()))));
    }

    /// A look that came back after a later one is none. A last look that lies ahead of us tells that the clock was set
    /// back: waiting until it is reached again would be watching nothing.
    private boolean isNews(Instant at, Instant last) {
        return at.isAfter(last) || last.isAfter(clock.instant().plus(CLOCKS_DISAGREE));
    }

    /// Time in which nobody looked, beyond one interval of grace, was neither up nor down. A look may be a little
    /// late and is still in time.
    private void noteGap(Handle handle, Monitor monitor, MonitorId id, Verdict verdict, Instant last, Instant at) {
        var due = last.equals(Instant.MIN) ? at : last.plus(monitor.every());
        if (verdict != Verdict.UNKNOWN && due.plus(monitor.every()).plus(LATE).isBefore(at)) {
            ledger.gap(handle, id, due, at, verdict);
        }
    }

    private void settleForEver() {
        while (!closing) {
            try {
                TimeUnit.NANOSECONDS.sleep(EVERY.toNanos());
                settleDue();
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException fault) {
                // Of a database that is away it is told elsewhere, once.
                if (!Database.isUnavailable(fault)) {
                    log.warn("looks wait to be settled: {}", fault.getMessage());
                }
            } catch (Error fault) {
                log.error("settling broke off and goes on", fault);
            }
        }
    }

    /// Settles what still waits, then stops. Waits 5 s at most.
    @Override
    public void close() {
        closing = true;
        settler.interrupt();
        try {
            settler.join(Duration.ofSeconds(5));
            settleDue();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException fault) {
            log.warn("{} looks were not settled: {}", unsettled.size() + waiting.size(), fault.getMessage());
        }
    }
}
