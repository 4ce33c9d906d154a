package dev.tocsin.monitor.posture.watch;

import dev.tocsin.db.Database;
import dev.tocsin.db.MovableClock;
import dev.tocsin.db.TestDatabase;
import dev.tocsin.monitor.Confirmation;
import dev.tocsin.monitor.Deaf;
import dev.tocsin.monitor.Evidence;
import dev.tocsin.monitor.Holds;
import dev.tocsin.monitor.ManualTimer;
import dev.tocsin.monitor.Monitor;
import dev.tocsin.monitor.MonitorId;
import dev.tocsin.monitor.Monitors;
import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.Observations;
import dev.tocsin.monitor.PostureFacts;
import dev.tocsin.monitor.PostureFacts.Found;
import dev.tocsin.monitor.PostureFacts.Leaf;
import dev.tocsin.monitor.PostureFacts.Mark;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.Probers;
import dev.tocsin.monitor.References;
import dev.tocsin.monitor.Rounds;
import dev.tocsin.monitor.Settling;
import dev.tocsin.monitor.Votes;
import dev.tocsin.monitor.maintenance.Maintenance;
import dev.tocsin.monitor.posture.PostureMeasure;
import dev.tocsin.monitor.posture.Profile;
import dev.tocsin.monitor.posture.name.WebUrl;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// Watching one site's posture on a real database, with a site that serves what the test says and a clock that it
/// moves.
final class PostureHouse implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-25T12:00:00Z");
    static final Duration HOUR = Duration.ofHours(1);

    final TestDatabase postgres = TestDatabase.create();
    final MovableClock clock = new MovableClock(START);
    final List<PostureNews> news = new ArrayList<>();
    final List<Instant> looks = new ArrayList<>();
    final List<Maintenance> maintenances = new ArrayList<>();
    final Map<String, Found> site = new TreeMap<>();
    final List<Leaf> leaves = new ArrayList<>();
    private final Map<String, Found> flashes = new TreeMap<>();
    boolean whole = true;
    Optional<Observation> instead = Optional.empty();

    private final ManualTimer timer = new ManualTimer(clock);
    private final Monitors monitors = new Monitors(database(), clock, 1, new Deaf());
    private final Holds holds = new Holds(database(), monitors, () -> maintenances, new Deaf(), clock);
    private final Probers probers = new Probers().with(Probe.Posture.class, () -> (probe, timeout) -> look(probe));
    private final Settling settling = new Settling(
            database(),
            monitors,
            new Votes(database(), monitors, new Deaf(), holds, () -> "here", clock),
            new Deaf(),
            holds,
            new References(List::of, probers, new Deaf(), () -> 0),
            clock);
    private final Rounds rounds = new Rounds(
            database(), monitors, probers, settling, new Deaf(), timer, clock, new Deaf(), 1, UUID.randomUUID());
    final Postures postures = new Postures(database(), holds, (_, all) -> news.addAll(all), clock);

    PostureHouse() {
        this(PostureMeasure.of(Profile.BASIC));
    }

    PostureHouse(PostureMeasure measure) {
        settling.onLook(postures);
        monitors.onEnd(postures::forget);
        new Observations(database(), clock).turnDays(Duration.ofDays(14));
        serve("tls.connect", "pass", "info", "TLS 1.3");
        apply(measure);
    }

    Database database() {
        return postgres.database();
    }

    void apply(PostureMeasure measure) {
        monitors.apply(List.of(new Monitor(
                "shop",
                new Probe.Posture(WebUrl.parse("https://shop.test/").orElseThrow(), Optional.empty(), measure),
                HOUR,
                Duration.ofMinutes(1),
                new Confirmation(2, 1, Duration.ofSeconds(30)))));
    }

    void removed() {
        monitors.apply(List.of());
    }

    MonitorId id() {
        return monitors.definitions().keySet().iterator().next();
    }

    void serve(String check, String verdict, String severity, String evidence) {
        site.put(check, new Found(check, verdict, severity, check + " is " + verdict, evidence));
    }

    /// Serves it so to the next look alone.
    void flash(String check, String verdict, String severity) {
        flashes.put(check, new Found(check, verdict, severity, check + " is " + verdict, ""));
    }

    void mend(String check) {
        serve(check, "pass", "info", "in order");
    }

    /// Lets time pass, with all looks that fall due in it.
    void pass(Duration duration) {
        for (var end = clock.instant().plus(duration); clock.instant().isBefore(end); ) {
            rounds.walk(0);
            // What was claimed is looked at within two rounds.
            for (var i = 0; i < 3 && clock.instant().isBefore(end); i++) {
                step(clock.instant().plus(Rounds.ROUND), end);
            }
            step(nextDue().minus(Rounds.ROUND), end);
        }
    }

    private void step(Instant next, Instant end) {
        var to = next.isBefore(end) ? next : end;
        if (to.isAfter(clock.instant())) {
            timer.advanceTo(to);
        }
        settling.settleDue();
    }

    private Instant nextDue() {
        return database()
                .transact(handle -> handle.createQuery("""
                        select coalesce(min(least(next_due_at, coalesce(recheck_at, next_due_at))), 'infinity')
                          from monitor
                         where retired_at is null
                        """).mapTo(Instant.class).one());
    }

    /// Until a new target was looked at, at once and in its slot; from here on there is one look an hour.
    void begin() {
        pass(Duration.ofMinutes(30));
        looks.clear();
    }

    List<String> told() {
        return news.stream()
                .flatMap(one -> one.worse().stream()
                        .map(step -> one.cause() + " <- " + step.check() + " "
                                + step.severity().word()))
                .toList();
    }

    List<String> over() {
        return news.stream().filter(PostureNews::over).map(PostureNews::cause).toList();
    }

    String one(String sql) {
        return database()
                .transact(handle -> handle.createQuery(sql).mapTo(String.class).one());
    }

    PostureRecord record() {
        return database().transact(handle -> postures.find(handle, id()).orElseThrow());
    }

    PostureRecord.Standing finding(String check) {
        return record().findings().stream()
                .filter(finding -> finding.check().equals(check))
                .findFirst()
                .orElseThrow();
    }

    private Observation look(Probe.Posture probe) {
        var at = clock.instant();
        looks.add(at);
        var served = new TreeMap<>(site);
        served.putAll(flashes);
        flashes.clear();
        return instead.orElseGet(() -> new Observation.Passed(
                new Evidence(
                        at,
                        "192.0.2.1:443",
                        Evidence.none(at).timings(),
                        Optional.of(new PostureFacts(
                                probe.url() + " "
                                        + probe.measure().policy().profile().word(),
                                whole,
                                "A",
                                Optional.of(new Mark("A", 95)),
                                Optional.empty(),
                                served.size(),
                                served.size(),
                                List.copyOf(served.values()),
                                List.copyOf(leaves),
                                1,
                                "")),
                        Optional.empty(),
                        List.of()),
                false,
                "grade A"));
    }

    @Override
    public void close() {
        postgres.close();
    }
}
