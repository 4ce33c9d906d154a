package dev.tocsin.app.metrics;

import dev.tocsin.monitor.Evidence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Where the series of one monitor are written to. Those from another `location` than the server's own say so; the
/// server's own have no such label, whether there are others or not.
record Series(Gauges gauges, String monitor, Optional<String> location) {

    Series(Gauges gauges, String monitor) {
        this(gauges, monitor, Optional.empty());
    }

    /// Adds one series; `labels` are names and values in turn, beside that of the monitor.
    void add(String name, String help, double value, String... labels) {
        var all = new ArrayList<>(List.of("monitor", monitor));
        location.ifPresent(place -> all.addAll(List.of("location", place)));
        all.addAll(List.of(labels));
        gauges.add(name, help, value, all.toArray(String[]::new));
    }

    /// Adds whether one of `checks`, which are those of texts, was not passed.
    void failedByText(Evidence evidence, Set<String> checks) {
        var failed = evidence.checks().stream().anyMatch(check -> !check.passed() && checks.contains(check.name()));
        add("probe_failed_due_to_regex", "Whether the probe failed due to a text not matching", failed ? 1 : 0);
    }

    /// 0 for a phase that did not happen, as blackbox_exporter has it.
    static double seconds(Optional<Duration> phase) {
        return phase.map(Series::seconds).orElse(0.0);
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
