package dev.tocsin.app.metrics;

import dev.tocsin.incidents.delivery.ProviderState;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.function.Supplier;

/// Which providers this node leaves out at the moment, because they fail.
final class ProviderSeries implements MultiCollector {
    private final Supplier<List<ProviderState>> providers;

    ProviderSeries(Supplier<List<ProviderState>> providers) {
        this.providers = providers;
    }

    @Override
    public MetricSnapshots collect() {
        var gauges = new Gauges();
        providers
                .get()
                .forEach(state -> gauges.add(
                        "tocsin_provider_failing",
                        "Whether the provider fails, and its messages go by another way",
                        state.failing() ? 1 : 0,
                        "channel",
                        state.medium().word(),
                        "provider",
                        state.provider()));
        return gauges.snapshots();
    }
}
