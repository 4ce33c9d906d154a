package dev.tocsin.app.monitors;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.app.api.SentJson;
import dev.tocsin.config.FieldProblem;
import dev.tocsin.incidents.Alerting;
import dev.tocsin.monitor.Monitor;
import dev.tocsin.monitor.guard.NamedHost;
import dev.tocsin.monitor.settings.MonitorSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Reads the definition of a monitor as an entry of `monitors:`, by the same readers, with the defaults of the settings
/// in force.
public final class MonitorForm {
    private static final TypeReference<Map<String, Object>> PLAIN = new TypeReference<>() {};

    /// Keys that name something else in the settings, which may have gone since.
    private static final Set<String> NAMING = Set.of("dependsOn", "policy", "locations", "quorum");

    private final Supplier<MonitorGround> ground;

    public MonitorForm(Supplier<MonitorGround> ground) {
        this.ground = ground;
    }

    /// @param others the names of all monitors that this one may depend on, those of the file apart
    MonitorReading read(ObjectNode definition, Set<String> others) {
        var current = ground.get();
        var reading = current.form().read(SentJson.MAPPER.convertValue(definition, PLAIN));
        var root = reading.root();
        var names = new HashSet<>(others);
        names.addAll(current.ofFile().keySet());
        var monitor = MonitorSettings.read(root, names).getFirst().byApi();
        var alerting =
                Alerting.read(root, current.policies()).values().iterator().next();
        var component = root.sections("monitors").getFirst().optionalParsed("component", MonitorSettings::name);
        var problems = reading.problems();
        Predicate<FieldProblem> dangles =
                problem -> NAMING.contains(problem.field().replaceFirst("\\[.*", ""));
        var dangling = new ArrayList<>(problems.stream().filter(dangles).toList());
        dangling.addAll(forbidden(monitor, problems));
        return new MonitorReading(
                monitor,
                alerting,
                component,
                SentJson.MAPPER.valueToTree(reading.shown()),
                problems.stream().filter(dangles.negate()).toList(),
                List.copyOf(dangling));
    }

    /// Where it may not look, unless more is wrong with the field already.
    private List<FieldProblem> forbidden(Monitor monitor, List<FieldProblem> known) {
        var rule = ground.get().rule();
        return NamedHost.of(monitor.probe()).stream()
                .filter(named ->
                        known.stream().noneMatch(problem -> problem.field().equals(named.field())))
                .flatMap(named -> rule.refusal(named.host()).stream()
                        .map(refusal -> new FieldProblem(named.field(), refusal.why(), refusal.cure())))
                .toList();
    }

    /// What the settings file says of its monitor of this name, as it may be shown.
    Optional<ObjectNode> ofFile(String name) {
        return Optional.ofNullable(ground.get().ofFile().get(name))
                .map(shown -> SentJson.MAPPER.valueToTree(shown.definition()));
    }
}
