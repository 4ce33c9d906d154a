package dev.tocsin.monitor.heartbeat;

import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.rhythm.Due;
import java.time.Instant;
import java.util.Optional;

/// When a job is to call next, and from when on it is late. It is so only where we were there throughout the time in
/// which the call may well have come: else that one is left in doubt, and the next one is expected.
record Expectation(Due due, Instant lateAt, Optional<Doubt> doubt) {

    /// A call `due` that did not come by `at`, but may have come while we were away.
    record Doubt(Due due, Instant at, Absences.Away away) {}

    /// What is expected of `job` when it was heard of at `heard`.
    static Expectation after(Instant heard, Probe.Heartbeat job, Absences absences) {
        var rhythm = job.rhythm();
        var due = rhythm.next(heard);
        var doubt = Optional.<Doubt>empty();
        while (true) {
            var lateAt = due.until().plus(job.grace());
            var away = absences.last(due.from().minus(rhythm.lead(job.grace())), lateAt);
            if (away.isEmpty()) {
                return new Expectation(due, lateAt, doubt);
            }
            if (doubt.isEmpty()) {
                doubt = Optional.of(new Doubt(due, lateAt, away.get()));
            }
            due = rhythm.next(away.get().to());
        }
    }
}
