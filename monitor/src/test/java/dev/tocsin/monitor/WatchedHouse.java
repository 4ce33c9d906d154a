package dev.tocsin.monitor;

import dev.tocsin.db.Database;
import dev.tocsin.db.MovableClock;
import dev.tocsin.db.TestDatabase;
import dev.tocsin.monitor.maintenance.Maintenance;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The whole of watching on a real database, with targets that do what the test tells them and a clock that it moves.
final class WatchedHouse implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
    static final Duration EVERY = Duration.ofSeconds(30);
    static final int SHARDS = 4;

    final TestDatabase postgres = TestDatabase.create();
    final MovableClock clock = new MovableClock(START);
    final ManualTimer timer = new ManualTimer(clock);
    final List<VerdictChange> changes = new ArrayList<>();
    final List<String> holding = new ArrayList<>();
    final List<String> again = new ArrayList<>();
    final List<String> sight = new ArrayList<>();
    final List<Maintenance> maintenances = new ArrayList<>();
    final List<Maintenance> announced = new ArrayList<>();
    final List<Probe.Http> references = new ArrayList<>();
    final List<MonitorId> retired = new ArrayList<>();
    final List<String> looked = new ArrayList<>();
    final Map<String, String> answers = new HashMap<>();
    final List<Duration> lateness = new ArrayList<>();
    Duration frozen = Duration.ZERO;
    long missed;
    boolean deaf;

    final VerdictListener listener = new VerdictListener() {
        @Override
        public void verdictsChanged(Handle handle, List<VerdictChange> all) {
            changes.addAll(all);
        }

        @Override
        public void held(Handle handle, MonitorId monitor, Hold hold, Instant at) {
            holding.add("held: " + hold.because());
        }

        @Override
        public void released(Handle handle, MonitorId monitor, Hold hold, Instant at) {
            holding.add("released: " + hold.because());
        }

        @Override
        public void retired(Handle handle, MonitorId monitor, Instant at, String by) {
            retired.add(monitor);
        }

        @Override
        public void paused(Handle handle, MonitorId monitor, Instant at, String by) {
            holding.add("paused by " + by);
        }
    };

    final Monitors monitors = new Monitors(postgres.database(), clock, SHARDS, listener);
    final Holds holds = new Holds(postgres.database(), monitors, () -> maintenances, () -> announced, listener, clock);
    private final Probers probers = new Probers()
            .with(Probe.Http.class, Looking::new)
            .forApi(new Probers().with(Probe.Http.class, Looking::new));
    final References sights = new References(() -> references, probers, new Sight(), () -> nanos());
    final Votes votes = new Votes(postgres.database(), monitors, listener, holds, () -> "here", clock);
    final PostedLooks posted = new PostedLooks(postgres.database(), monitors, votes, clock);
    final Settling settling = new Settling(postgres.database(), monitors, votes, listener, holds, sights, clock);
    final UUID node = UUID.randomUUID();
    final Rounds rounds = rounds(node, timer);
    private Instant nextRound = START;

    WatchedHouse(Monitor... watched) {
        new Observations(postgres.database(), clock).turnDays(Duration.ofDays(14));
        monitors.apply(List.of(watched));
    }

    /// The rounds of one more node, which looks when `timer` says.
    Rounds rounds(UUID name, Timer timer) {
        return new Rounds(
                postgres.database(), monitors, probers, settling, listener, timer, clock, new Meter(), SHARDS, name);
    }

    static Monitor monitor(String name, String... dependsOn) {
        return new Monitor(
                name,
                site(name),
                EVERY,
                Duration.ofSeconds(10),
                new Confirmation(2, 2, Duration.ofSeconds(5)),
                List.of(dependsOn));
    }

    static Probe.Http site(String name) {
        return new Probe.Http(
                URI.create("http://" + name + ".test/"),
                "GET",
                Map.of(),
                HttpExpectation.ANY_SUCCESS,
                0,
                Optional.empty(),
                Optional.empty());
    }

    /// Lets `duration` pass: rounds every five seconds, looks at their instants, settling behind each.
    void pass(Duration duration) {
        var end = clock.instant().plus(duration);
        while (!nextRound.isAfter(end)) {
            timer.advanceTo(nextRound);
            bearing(settling::settleDue);
            for (var shard = 0; shard < SHARDS; shard++) {
                var walked = shard;
                bearing(() -> rounds.walk(walked));
            }
            rounds.lookOn();
            holds.reviewDue();
            sights.reviewDue();
            nextRound = nextRound.plus(Rounds.ROUND);
            step(nextRound.isBefore(end) ? nextRound : end);
        }
        step(end);
    }

    /// Nobody walks any round for `duration`: every node is down.
    void sleep(Duration duration) {
        clock.advance(duration);
        nextRound = clock.instant();
    }

    /// Whether every claim and every look is refused as by a full disk.
    void refuseWrites(boolean refuse) {
        postgres.database().run(handle -> handle.execute(refuse ? """
                create function refuse() returns trigger language plpgsql as
                $$ begin raise exception 'no space left on device' using errcode = '53100'; end $$;
                create trigger refused before insert or update on monitor for each row execute function refuse();
                create trigger refused before insert on observation for each row execute function refuse()
                """ : "drop function refuse cascade"));
    }

    /// What those who call us do: they try again when the database is back.
    private static void bearing(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException fault) {
            if (!Database.isUnavailable(fault)) {
                throw fault;
            }
        }
    }

    Standing standing(String name) {
        return postgres.database()
                .transact(handle ->
                        new Standings().states(handle, List.of(name)).getFirst().standing());
    }

    List<VerdictInterval> intervals() {
        return postgres.database().transact(Intervals::all);
    }

    private void step(Instant end) {
        for (var next = clock.instant(); next.isBefore(end); ) {
            next = next.plusMillis(250).isBefore(end) ? next.plusMillis(250) : end;
            timer.advanceTo(next);
            bearing(settling::settleDue);
        }
    }

    private synchronized Observation look(Probe.Http probe) {
        var name = probe.url().getHost().replace(".test", "");
        looked.add(name);
        var evidence = Evidence.none(clock.instant());
        return switch (answers.getOrDefault(name, "up")) {
            case "up" -> new Observation.Passed(evidence, false, "status 200");
            case "frozen" -> {
                clock.advance(frozen);
                yield new Observation.Failed(evidence, "no answer within 10 s");
            }
            case "slow" -> new Observation.Passed(evidence, true, "answered slowly");
            case "down" -> new Observation.Failed(evidence, "connect refused");
            default -> new Observation.Inconclusive(evidence, "no route");
        };
    }

    private long nanos() {
        return Duration.between(START, clock.instant()).toNanos();
    }

    private final class Looking implements Prober<Probe.Http> {
        @Override
        public Observation look(Probe.Http probe, Duration timeout) {
            return WatchedHouse.this.look(probe);
        }

        @Override
        public Observation lookAgain(Probe.Http probe, Duration timeout) {
            again.add(probe.url().getHost().replace(".test", ""));
            return look(probe, timeout);
        }
    }

    private final class Sight implements SightListener {
        @Override
        public void lost(String why) {
            if (deaf) {
                throw new IllegalStateException("the database is away");
            }
            sight.add("lost: " + why);
        }

        @Override
        public void regained() {
            sight.add("regained");
        }
    }

    private final class Meter implements LookMeter {
        @Override
        public void claimed(int shard) {}

        @Override
        public void began(Duration late) {
            lateness.add(late);
        }

        @Override
        public void missed(long slots) {
            missed += slots;
        }
    }

    @Override
    public void close() {
        postgres.close();
    }
}
