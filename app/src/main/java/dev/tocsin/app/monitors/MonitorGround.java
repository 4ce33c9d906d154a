package dev.tocsin.app.monitors;

import dev.tocsin.config.EntryForm;
import dev.tocsin.config.Section;
import dev.tocsin.incidents.Alerting;
import dev.tocsin.monitor.guard.AddressRule;
import dev.tocsin.monitor.settings.ApiMonitorSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the settings give to monitors that are made over the API (their `form`, where they may look, the policies there
/// are), and what the API may show of the file's own, by name.
public record MonitorGround(
        EntryForm form,
        AddressRule rule,
        Set<String> policies,
        Map<String, Alerting> alerting,
        Map<String, Shown> ofFile) {

    /// A monitor of the file as others may see it.
    public record Shown(Map<String, Object> definition, Optional<String> component) {}

    public MonitorGround {
        policies = Set.copyOf(policies);
        alerting = Map.copyOf(alerting);
        ofFile = Map.copyOf(ofFile);
    }

    /// Call it when all that monitors consist of was read from `root`: what nobody has read is not shown.
    public static MonitorGround read(Section root, Set<String> policies, Map<String, Alerting> alerting) {
        var rule = ApiMonitorSettings.read(root);
        var shown = new HashMap<String, Shown>();
        for (var section : root.sections("monitors")) {
            var component = section.optionalText("component");
            shown.put(section.text("name"), new Shown(section.shown(), component));
        }
        var form = root.form("monitors", "defaults", "location", "locations", "posture");
        return new MonitorGround(form, rule, policies, alerting, shown);
    }

    /// The component that each monitor of the file speaks for by its own word, by the monitor's name.
    public Map<String, String> components() {
        var components = new HashMap<String, String>();
        ofFile.forEach((name, shown) -> shown.component().ifPresent(component -> components.put(name, component)));
        return components;
    }
}
