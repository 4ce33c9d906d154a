package dev.tocsin.incidents;

import dev.tocsin.config.Section;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// What a failing monitor means for people: how bad it is, who is paged, and whether its recovery ends the incident.
public record Alerting(Severity severity, String policy, boolean autoResolve) {

    /// What a monitor means that says nothing itself.
    public static Alerting usual(Section root) {
        var defaults = root.section("defaults");
        return new Alerting(defaults.oneOf("severity", Severity.class), defaults.text("policy"), true);
    }

    /// Reads the alerting of each monitor, by the monitor's name. `policies` are the names there are.
    public static Map<String, Alerting> read(Section root, Set<String> policies) {
        var usual = usual(root);
        var byMonitor = new HashMap<String, Alerting>();
        for (var section : root.sections("monitors")) {
            var policy = section.optionalText("policy").orElse(usual.policy());
            if (!policies.contains(policy)) {
                section.problem(
                        "policy", "there is no policy \"" + policy + "\"", "write one that stands under policies:");
            }
            byMonitor.put(
                    section.text("name"),
                    new Alerting(
                            section.has("severity") ? section.oneOf("severity", Severity.class) : usual.severity(),
                            policy,
                            !section.has("autoResolve") || section.flag("autoResolve")));
        }
        return Map.copyOf(byMonitor);
    }
}
