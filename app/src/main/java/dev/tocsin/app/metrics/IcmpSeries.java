package dev.tocsin.app.metrics;

import dev.tocsin.monitor.Evidence;
import dev.tocsin.monitor.IcmpFacts;

/// What blackbox_exporter shows of a ping, where `rtt` is the mean of all echoes, and how many were lost.
final class IcmpSeries {

    private IcmpSeries() {}

    static void write(Series to, Evidence evidence) {
        var timings = evidence.timings();
        var echoes = evidence.facts().filter(IcmpFacts.class::isInstance).map(IcmpFacts.class::cast);
        phase(to, "resolve", Series.seconds(timings.resolve()));
        phase(to, "setup", Series.seconds(timings.connect()));
        phase(to, "rtt", echoes.flatMap(IcmpFacts::mean).orElse(0.0) / 1e3);
        to.add(
                "tocsin_icmp_loss_ratio",
                "Share of the echoes that stayed without an answer",
                echoes.map(IcmpFacts::loss).orElse(100.0) / 100);
    }

    private static void phase(Series to, String phase, double seconds) {
        to.add("probe_icmp_duration_seconds", "Duration of icmp request by phase", seconds, "phase", phase);
    }
}
