package dev.tocsin.monitor.latency;

import dev.tocsin.db.MovableClock;
import dev.tocsin.db.TestDatabase;
import dev.tocsin.monitor.Location;
import dev.tocsin.monitor.MonitorId;
import dev.tocsin.monitor.Observations;
import dev.tocsin.monitor.availability.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A database into which the test writes looks, and what rolls them up.
final class RolledHouse implements AutoCloseable {
    static final Instant MONDAY = Instant.parse("2026-11-23T00:00:00Z");
    static final MonitorId SHOP = new MonitorId(1);
    static final MonitorId BLOG = new MonitorId(2);

    final TestDatabase postgres = TestDatabase.create();
    final MovableClock clock = new MovableClock(MONDAY);
    final Observations observations = new Observations(postgres.database(), clock);
    final RollUps rollUps = new RollUps(postgres.database(), clock);
    final Latencies latencies = new Latencies();
    final List<Seen> seen = new ArrayList<>();

    /// A look as the test remembers it.
    record Seen(MonitorId monitor, Instant at, Duration took) {}

    RolledHouse() {
        observations.turnDays(Duration.ofDays(14));
    }

    void passed(MonitorId monitor, Instant at, Duration took) {
        seen.add(new Seen(monitor, at, took));
        write(monitor, at, took, "passed");
    }

    void passedFrom(String location, Instant at, Duration took) {
        passed(SHOP, at, took);
        execute("update observation set location = '%s' where at = '%s' and location is null".formatted(location, at));
    }

    void write(MonitorId monitor, Instant at, Duration took, String outcome) {
        postgres.database()
                .run(handle -> handle.createUpdate("""
                                insert into observation (monitor_id, at, outcome, lateness_us, total_us, reason)
                                values (:monitor, :at, :outcome, 0, :took, '')
                                """)
                        .bind("monitor", monitor.value())
                        .bind("at", at)
                        .bind("outcome", outcome)
                        .bind("took", took.toNanos() / 1_000)
                        .execute());
    }

    /// Moves to `now` and rolls up what is due then.
    void rollUpAt(Instant now) {
        clock.set(now);
        rollUps.rollUpDue();
    }

    LatencyHistogram whole(Optional<Location> location, Window window) {
        return postgres.database().transact(handle -> latencies.whole(handle, SHOP, location, window));
    }

    LatencyHistogram whole(Window window) {
        return postgres.database().transact(handle -> latencies.whole(handle, SHOP, Optional.empty(), window));
    }

    Map<Instant, LatencyHistogram> steps(Window window, Step step) {
        return postgres.database().transact(handle -> latencies.steps(handle, SHOP, Optional.empty(), window, step));
    }

    /// What the shop's histogram of `window` must be, from the looks themselves.
    LatencyHistogram truth(Window window) {
        return LatencyHistogram.of(seen.stream()
                .filter(look -> look.monitor().equals(SHOP) && window.contains(look.at()))
                .map(Seen::took)
                .toList());
    }

    /// All roll-ups as they are, with the transaction that wrote them last.
    List<String> rows() {
        return postgres.database()
                .transact(handle -> handle.createQuery("""
                        select cast(latency_hour as text) || latency_hour.xmin as row from latency_hour
                         union all
                        select cast(latency_day as text) || latency_day.xmin from latency_day
                         order by row
                        """).mapTo(String.class).list());
    }

    void execute(String sql) {
        postgres.database().run(handle -> handle.execute(sql));
    }

    @Override
    public void close() {
        postgres.close();
    }
}
