package dev.tocsin.statuspage;

import dev.tocsin.config.Section;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A component as the operator wrote it. `description` may be empty; `monitors` are names, and `shows` what it makes
/// of what they say.
public record ComponentSettings(
        String name,
        Optional<String> group,
        String description,
        List<String> monitors,
        Publish publish,
        StatusMapping shows) {
    /// The row of a group is named with this before its name, so that a group and a component may share one.
    static final String GROUP = "group:";

    public ComponentSettings {
        monitors = List.copyOf(monitors);
    }

    /// One that shows what is usual.
    public ComponentSettings(
            String name, Optional<String> group, String description, List<String> monitors, Publish publish) {
        this(name, group, description, monitors, publish, StatusMapping.USUAL);
    }

    /// Reads `components:` and adds what monitors say of themselves: `componentOf` holds, by monitor, the
    /// component its `component:` key names. A component that only monitors name stands after the listed ones.
    public static List<ComponentSettings> read(
            Section root, Set<String> monitorNames, Map<String, String> componentOf) {
        var listed = new ArrayList<ComponentSettings>();
        var seen = new HashSet<String>();
        for (var section : root.sections("components")) {
            var component = readOne(section, monitorNames);
            if (seen.add(component.name)) {
                listed.add(component);
            } else {
                section.problem(
                        "name", "a second component is named '" + component.name + "'", "give each its own name");
            }
        }
        return withShorthands(listed, componentOf);
    }

    private static ComponentSettings readOne(Section section, Set<String> monitorNames) {
        var name = section.text("name");
        if (name.isBlank() || name.startsWith(GROUP)) {
            section.problem(
                    "name",
                    "component name '" + name + "' is empty or begins with '" + GROUP + "'",
                    "write the name that customers know");
        }
        var monitors = section.texts("monitors");
        for (var monitor : monitors) {
            if (!monitorNames.contains(monitor)) {
                section.problem(
                        "monitors",
                        "component '" + name + "' names the monitor '" + monitor + "', which does not exist",
                        "write the name of a monitor under 'monitors:'");
            }
        }
        return new ComponentSettings(
                name,
                section.optionalText("group").filter(group -> !group.isBlank()),
                section.optionalText("description").orElse(""),
                monitors,
                section.oneOf("publish", Publish.class),
                StatusMapping.read(section));
    }

    /// `listed`, and what monitors say of themselves.
    static List<ComponentSettings> withShorthands(List<ComponentSettings> listed, Map<String, String> componentOf) {
        var byName = new LinkedHashMap<String, ComponentSettings>();
        listed.forEach(component -> byName.put(component.name, component));
        componentOf.forEach((monitor, component) -> byName.merge(
                component,
                new ComponentSettings(component, Optional.empty(), "", List.of(monitor), Publish.DRAFT),
                (known, _) -> known.and(monitor)));
        return List.copyOf(byName.values());
    }

    private ComponentSettings and(String monitor) {
        if (monitors.contains(monitor)) {
            return this;
        }
        var all = new ArrayList<>(monitors);
        all.add(monitor);
        return new ComponentSettings(name, group, description, all, publish, shows);
    }
}
