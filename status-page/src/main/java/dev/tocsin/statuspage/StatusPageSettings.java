package dev.tocsin.statuspage;

import dev.tocsin.config.Section;
import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What the page is called, where it lives, in whose days it counts, and the components in the order of the file.
public record StatusPageSettings(
        String name,
        URI url,
        ZoneId zone,
        IndicatorRule indicator,
        List<ComponentSettings> components,
        PageOptions options) {

    public StatusPageSettings {
        components = List.copyOf(components);
    }

    public StatusPageSettings(
            String name, URI url, ZoneId zone, IndicatorRule indicator, List<ComponentSettings> components) {
        this(name, url, zone, indicator, components, PageOptions.USUAL);
    }

    /// Reads `url`, `statusPage:` and `components:`. Without a `statusPage.name` the page bears the company's
    /// name. `componentOf` holds, by monitor, the component its `component:` key names.
    public static StatusPageSettings read(Section root, Set<String> monitorNames, Map<String, String> componentOf) {
        var page = root.section("statusPage");
        var company = root.text("company");
        var options = PageOptions.read(root);
        options.figures().check(page, monitorNames);
        return new StatusPageSettings(
                page.optionalText("name").orElse(company),
                root.url("url", "http", "https"),
                page.zone("zone"),
                page.oneOf("indicator", IndicatorRule.class),
                ComponentSettings.read(root, monitorNames, componentOf),
                options);
    }

    /// The same with the monitors that name their component themselves: `componentOf` holds it by monitor.
    public StatusPageSettings with(Map<String, String> componentOf) {
        return componentOf.isEmpty()
                ? this
                : new StatusPageSettings(
                        name, url, zone, indicator, ComponentSettings.withShorthands(components, componentOf), options);
    }

    /// The same without a way to report security issues.
    public StatusPageSettings withoutSecurityContact() {
        return new StatusPageSettings(name, url, zone, indicator, components, options.withoutSecurityContact());
    }

    /// The names of all monitors that some component shows.
    Set<String> monitors() {
        return components.stream()
                .flatMap(component -> component.monitors().stream())
                .collect(Collectors.toSet());
    }

    /// The absolute address of a path on the page; `path` begins with a slash.
    public String link(String path) {
        var base = url.toString();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
    }
}
