package dev.tocsin.app.metrics;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.LinkedHashMap;
import java.util.Map;

/// Gauges written down at the moment of a scrape. Nothing is kept between two of them, so a monitor that is gone takes
/// its series along.
final class Gauges {
    private final Map<String, GaugeSnapshot.Builder> families = new LinkedHashMap<>();

    /// Adds one series. The first `help` given for a name stays; `labels` are names and values in turn.
    void add(String name, String help, double value, String... labels) {
        families.computeIfAbsent(name, _ -> GaugeSnapshot.builder().name(name).help(help))
                .dataPoint(GaugeDataPointSnapshot.builder()
                        .labels(Labels.of(labels))
                        .value(value)
                        .build());
    }

    MetricSnapshots snapshots() {
        var snapshots = MetricSnapshots.builder();
        families.values().forEach(family -> snapshots.metricSnapshot(family.build()));
        return snapshots.build();
    }
}
