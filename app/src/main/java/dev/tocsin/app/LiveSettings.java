package dev.tocsin.app;

import dev.tocsin.incidents.Alerting;
import dev.tocsin.statuspage.StatusPageSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/// The settings in force, with what the monitors of the API add to them. Whoever needs one asks each time, so that a
/// change takes effect everywhere at once.
final class LiveSettings implements Supplier<Settings> {
    private final boolean takesReports;
    private Map<String, Alerting> alertingOfApi = Map.of();
    private Map<String, String> componentsOfApi = Map.of();
    private volatile Joined joined;

    private record Joined(Settings settings, Map<String, Alerting> alerting, StatusPageSettings statusPage) {}

    /// Whoever begins to take security reports starts anew, so `first` says whether there are any.
    LiveSettings(Settings first) {
        takesReports = first.security().isPresent();
        joined = join(first, alertingOfApi, componentsOfApi);
    }

    @Override
    public Settings get() {
        return joined.settings();
    }

    /// How every monitor alerts, by name.
    Map<String, Alerting> alerting() {
        return joined.alerting();
    }

    /// The same as it will be with `next`.
    synchronized Map<String, Alerting> alerting(Settings next) {
        return join(next, alertingOfApi, componentsOfApi).alerting();
    }

    /// The page with all its components, also those that monitors of the API alone speak for.
    StatusPageSettings statusPage() {
        return joined.statusPage();
    }

    /// The same as it will be with `next`.
    synchronized StatusPageSettings statusPage(Settings next) {
        return join(next, alertingOfApi, componentsOfApi).statusPage();
    }

    synchronized void replace(Settings next) {
        joined = join(next, alertingOfApi, componentsOfApi);
    }

    /// What the monitors of the API say, by name: how they alert, and which component they speak for.
    synchronized void learn(Map<String, Alerting> alerting, Map<String, String> components) {
        alertingOfApi = Map.copyOf(alerting);
        componentsOfApi = Map.copyOf(components);
        joined = join(joined.settings(), alertingOfApi, componentsOfApi);
    }

    /// Where both have a name, the file has the word. The page leads to no security reports where none are taken.
    private Joined join(Settings settings, Map<String, Alerting> alertingOfApi, Map<String, String> componentsOfApi) {
        var alerting = new HashMap<>(alertingOfApi);
        alerting.putAll(settings.alerting());
        // In one order everywhere, for the page shows them in it.
        var components = new TreeMap<>(componentsOfApi);
        components.keySet().removeAll(settings.alerting().keySet());
        var page = settings.statusPage().with(components);
        return new Joined(settings, Map.copyOf(alerting), takesReports ? page : page.withoutSecurityContact());
    }
}
