package dev.tocsin.app.metrics;

import dev.tocsin.incidents.audit.AuditStanding;
import dev.tocsin.incidents.audit.Kind;
import dev.tocsin.incidents.audit.SignOfLife;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/// What the last audit found, and how the signs of life of this node fare. While the database is away nothing is
/// known of the audit, and its series are missing.
final class AuditSeries implements MultiCollector {
    private final Supplier<AuditStanding> audit;
    private final Supplier<SignOfLife> life;
    private final InstantSource clock;

    AuditSeries(Supplier<AuditStanding> audit, Supplier<SignOfLife> life, InstantSource clock) {
        this.audit = audit;
        this.life = life;
        this.clock = clock;
    }

    @Override
    public MetricSnapshots collect() {
        var gauges = new Gauges();
        try {
            add(gauges, audit.get());
        } catch (RuntimeException away) {
            // Told by the database's own health.
        }
        var signs = life.get();
        signs.answeredAt()
                .ifPresent(at -> gauges.add(
                        "tocsin_dead_man_answered_timestamp_seconds",
                        "When the sign of life was last taken",
                        at.toEpochMilli() / 1_000.0));
        var all = MetricSnapshots.builder();
        gauges.snapshots().forEach(all::metricSnapshot);
        return all.metricSnapshot(counter(signs)).build();
    }

    private void add(Gauges gauges, AuditStanding last) {
        var now = clock.instant();
        last.at().ifPresent(at -> {
            gauges.add(
                    "tocsin_audit_passed",
                    "Whether the last audit found nothing that keeps pages from arriving",
                    last.passed() ? 1 : 0);
            gauges.add(
                    "tocsin_audit_age_seconds",
                    "How long ago the last audit was",
                    Duration.between(at, now).toMillis() / 1_000.0);
            for (var kind : Kind.values()) {
                gauges.add(
                        "tocsin_audit_seen",
                        "What the last audit saw",
                        last.suspected().contains(kind) ? 1 : 0,
                        "kind",
                        kind.word());
            }
        });
        last.proof()
                .ifPresent(proof -> gauges.add(
                        "tocsin_last_proven_page_timestamp_seconds",
                        "When a page last arrived for certain or was answered",
                        proof.at().toEpochMilli() / 1_000.0));
    }

    private static CounterSnapshot counter(SignOfLife signs) {
        return CounterSnapshot.builder()
                .name("tocsin_dead_man_pings")
                .help("Signs of life by what became of them")
                .dataPoint(point("answered", signs.answered()))
                .dataPoint(point("failed", signs.failed()))
                .dataPoint(point("withheld", signs.withheld()))
                .build();
    }

    private static CounterDataPointSnapshot point(String outcome, long number) {
        return CounterDataPointSnapshot.builder()
                .labels(Labels.of("outcome", outcome))
                .value((double) number)
                .build();
    }
}
