package dev.tocsin.monitor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How a job has called of late. `since` is from when on it stands as it does; `dueAt` when it is to call next, and
/// `lateAt` when it has failed if it did not; `runningSince` when the run began that is not over. Durations are in
/// seconds, and of runs whose start was told. `calls` are the last few, the newest first; `output` is the beginning of
/// what the last failure sent along.
public record HeartbeatFacts(
        Optional<Instant> since,
        Optional<Instant> lastCallAt,
        Optional<Instant> lastSuccessAt,
        Optional<Instant> dueAt,
        Optional<Instant> lateAt,
        Optional<Instant> runningSince,
        Optional<Double> lastDuration,
        Optional<Double> medianDuration,
        List<Called> calls,
        Optional<String> output)
        implements Facts {

    /// One call: `kind` is start, success or fail.
    public record Called(Instant at, String kind, Optional<Integer> exitCode, Optional<Double> duration) {}

    @Override
    public String kind() {
        return "heartbeat";
    }

    @Override
    public String words() {
        return lastCallAt.map(at -> "last call " + at).orElse("no call yet")
                + lastDuration.map(took -> ", last run " + took + " s").orElse("");
    }
}
