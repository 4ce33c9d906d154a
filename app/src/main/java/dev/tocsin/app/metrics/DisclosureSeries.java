package dev.tocsin.app.metrics;

import dev.tocsin.incidents.disclosure.DisclosureState;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// How many security reports are in which state, what became of all mails, and how long people take to answer. While
/// the
/// database is away the series are missing.
final class DisclosureSeries implements MultiCollector {
    private final Supplier<Map<String, Long>> states;
    private final Supplier<Map<String, Long>> mails;
    private final Supplier<Optional<Duration>> firstReply;

    DisclosureSeries(
            Supplier<Map<String, Long>> states,
            Supplier<Map<String, Long>> mails,
            Supplier<Optional<Duration>> firstReply) {
        this.states = states;
        this.mails = mails;
        this.firstReply = firstReply;
    }

    @Override
    public MetricSnapshots collect() {
        var gauges = new Gauges();
        try {
            var counted = states.get();
            for (var state : DisclosureState.values()) {
                if (!state.isOver()) {
                    gauges.add(
                            "tocsin_disclosures_open",
                            "Security reports that are not over",
                            counted.getOrDefault(state.word(), 0L),
                            "state",
                            state.word());
                }
            }
            mails.get()
                    .forEach((outcome, many) -> gauges.add(
                            "tocsin_disclosure_mails", "Mails to the security address", many, "outcome", outcome));
            firstReply
                    .get()
                    .ifPresent(median -> gauges.add(
                            "tocsin_disclosure_first_reply_seconds",
                            "Half of the first answers by a person took no longer, over 90 days",
                            median.toMillis() / 1_000.0));
        } catch (RuntimeException away) {
            // Told by the database's own health.
        }
        var all = MetricSnapshots.builder();
        gauges.snapshots().forEach(all::metricSnapshot);
        return all.build();
    }
}
