package dev.tocsin.monitor.heartbeat;

import dev.tocsin.db.Database;
import dev.tocsin.monitor.Evidence;
import dev.tocsin.monitor.HeartbeatFacts;
import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.Prober;
import dev.tocsin.monitor.Timings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Looks at what a job has told: reads rows, and waits for the database alone.
public final class HeartbeatProber implements Prober<Probe.Heartbeat> {
    private static final int CALLS_SHOWN = 5;

    private final Database database;
    private final InstantSource clock;
    private final HeartbeatStore store = new HeartbeatStore();
    private final AttendanceStore attendance = new AttendanceStore();
    private final Semaphore atOnce;

    public HeartbeatProber(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        // Many jobs call at the stroke of the hour, and are looked at together.
        this.atOnce = Calls.share(database);
    }

    private record Known(History history, Absences absences) {}

    @Override
    public Observation look(Probe.Heartbeat job, Duration timeout) {
        if (!entered(timeout)) {
            return new Observation.Inconclusive(
                    Evidence.none(clock.instant()), "our own database was too busy to be asked");
        }
        try {
            return look(job);
        } finally {
            atOnce.release();
        }
    }

    private Observation look(Probe.Heartbeat job) {
        // Before the reading: a call that comes meanwhile belongs to the next look.
        var at = clock.instant();
        var began = System.nanoTime();
        try {
            var known =
                    database.transact(handle -> store.find(handle, job.name()).map(id -> {
                        var history = store.history(handle, id);
                        return new Known(history, attendance.absences(handle, history, at));
                    }));
            var took = Duration.ofNanos(System.nanoTime() - began);
            return known.map(rows -> judged(job, rows, at, took))
                    .orElseGet(() -> new Observation.Inconclusive(Evidence.none(at), "it is not known here yet"));
        } catch (RuntimeException fault) {
            if (!Database.isUnavailable(fault)) {
                throw fault;
            }
            return new Observation.Inconclusive(
                    Evidence.none(at), "our own database could not be asked: " + fault.getMessage());
        }
    }

    private boolean entered(Duration timeout) {
        try {
            return atOnce.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Observation judged(Probe.Heartbeat job, Known known, Instant at, Duration took) {
        var course = Course.of(job, known.history(), known.absences(), at);
        var words = new HeartbeatWords(job, at);
        var evidence = evidence(job, known, course, at, took);
        return switch (course.condition()) {
            case Condition.Waiting _ -> new Observation.Inconclusive(evidence, words.waiting());
            case Condition.FirstRun _ ->
                new Observation.Inconclusive(
                        evidence,
                        words.firstRun(known.history().calls().getLast().at()));
            case Condition.Well well ->
                new Observation.Passed(
                        evidence,
                        false,
                        words.well(well.since(), course.next().orElseThrow().due(), course.runningSince(job, at)));
            case Condition.Failing failing -> new Observation.Failed(evidence, words.why(failing.why()));
            case Condition.Unsure unsure -> new Observation.Inconclusive(evidence, words.why(unsure.why()));
        };
    }

    private static Evidence evidence(Probe.Heartbeat job, Known known, Course course, Instant at, Duration took) {
        var none = Optional.<Duration>empty();
        return new Evidence(
                at,
                "",
                new Timings(none, none, none, none, none, none, took),
                Optional.of(facts(job, known, course, at)),
                Optional.empty(),
                List.of());
    }

    private static HeartbeatFacts facts(Probe.Heartbeat job, Known known, Course course, Instant at) {
        var calls = known.history().calls().reversed();
        var durations = Runs.durations(course.runs());
        return new HeartbeatFacts(
                since(course.condition()).map(known.absences()::sinceThere),
                calls.stream().findFirst().map(Call::at),
                calls.stream()
                        .filter(call -> call.signal().kind() == Signal.Kind.SUCCESS)
                        .findFirst()
                        .map(Call::at),
                course.next().map(next -> next.due().from()),
                course.next().map(Expectation::lateAt),
                course.runningSince(job, at),
                calls.stream()
                        .flatMap(call -> Optional.ofNullable(durations.get(call.id())).stream())
                        .findFirst()
                        .map(HeartbeatProber::seconds),
                Runs.median(course.runs()).map(HeartbeatProber::seconds),
                calls.stream()
                        .limit(CALLS_SHOWN)
                        .map(call -> shown(call, durations))
                        .toList(),
                calls.stream()
                        .filter(call -> call.signal().kind() == Signal.Kind.FAIL)
                        .findFirst()
                        .flatMap(Call::body));
    }

    /// From when on it is as it is. Empty where that is nothing we could say.
    private static Optional<Instant> since(Condition condition) {
        return switch (condition) {
            case Condition.Well well -> Optional.of(well.since());
            case Condition.Failing failing -> Optional.of(failing.since());
            case Condition.Waiting _, Condition.FirstRun _, Condition.Unsure _ -> Optional.empty();
        };
    }

    private static HeartbeatFacts.Called shown(Call call, Map<Long, Duration> durations) {
        return new HeartbeatFacts.Called(
                call.at(),
                call.signal().word(),
                call.signal().exitCode(),
                Optional.ofNullable(durations.get(call.id())).map(HeartbeatProber::seconds));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}
