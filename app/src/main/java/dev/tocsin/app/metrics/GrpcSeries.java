package dev.tocsin.app.metrics;

import dev.tocsin.monitor.Evidence;
import dev.tocsin.monitor.GrpcFacts;
import java.util.List;

/// What blackbox_exporter shows of a gRPC health check, where `check` is all that follows the lookup of the name.
final class GrpcSeries {
    private static final List<String> STATUSES = List.of("UNKNOWN", "SERVING", "NOT_SERVING", "SERVICE_UNKNOWN");

    private GrpcSeries() {}

    static void write(Series to, Evidence evidence) {
        var timings = evidence.timings();
        var resolve = Series.seconds(timings.resolve());
        phase(to, "resolve", resolve);
        phase(to, "check", Math.max(0, Series.seconds(timings.total()) - resolve));
        to.add(
                "probe_grpc_ssl",
                "Indicates if SSL was used for the connection",
                evidence.tls().isPresent() ? 1 : 0);
        evidence.facts()
                .filter(GrpcFacts.class::isInstance)
                .map(GrpcFacts.class::cast)
                .ifPresent(facts -> write(to, facts));
    }

    private static void write(Series to, GrpcFacts facts) {
        to.add("probe_grpc_status_code", "Response gRPC status code", facts.number());
        for (var status : STATUSES) {
            to.add(
                    "probe_grpc_healthcheck_response",
                    "Response HealthCheck response",
                    status.equals(facts.status()) ? 1 : 0,
                    "serving_status",
                    status);
        }
    }

    private static void phase(Series to, String phase, double seconds) {
        to.add("probe_grpc_duration_seconds", "Duration of gRPC request by phase", seconds, "phase", phase);
    }
}
