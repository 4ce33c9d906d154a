package dev.tocsin.app.metrics;

import dev.tocsin.monitor.Evidence;
import java.util.Set;

/// What blackbox_exporter shows of a connection and what is said over it.
final class SocketSeries {
    private static final Set<String> STEP_CHECKS = Set.of("expect");

    private SocketSeries() {}

    static void write(Series to, Evidence evidence) {
        to.failedByText(evidence, STEP_CHECKS);
    }
}
