package dev.tocsin.monitor.settings;

import dev.tocsin.config.Section;
import dev.tocsin.monitor.guard.AddressRange;
import dev.tocsin.monitor.guard.AddressRule;
import dev.tocsin.monitor.guard.HostSpelling;
import java.util.ArrayList;
import java.util.HashSet;

/// Reads `apiMonitors:`, where monitors that are made over the API may look beside the internet.
public final class ApiMonitorSettings {

    private ApiMonitorSettings() {}

    /// Faults are noted in `root`.
    public static AddressRule read(Section root) {
        var ranges = new ArrayList<AddressRange>();
        var names = new HashSet<String>();
        for (var allowed : root.section("apiMonitors").parsedList("allow", ApiMonitorSettings::allowed)) {
            switch (allowed) {
                case Allowed.Range(var range) -> ranges.add(range);
                case Allowed.Host(var name) -> names.add(name);
            }
        }
        return new AddressRule(ranges, names);
    }

    private sealed interface Allowed {

        record Range(AddressRange range) implements Allowed {}

        record Host(String name) implements Allowed {}
    }

    private static Allowed allowed(String text) {
        if (text.indexOf('/') >= 0 || text.indexOf(':') >= 0) {
            return new Allowed.Range(AddressRange.parse(text));
        }
        return switch (HostSpelling.of(text)) {
            case HostSpelling.Literal _ -> new Allowed.Range(AddressRange.parse(text));
            case HostSpelling.Name(var name) -> new Allowed.Host(name);
            case HostSpelling.Odd(var why, var cure) -> throw new IllegalArgumentException(why + ", " + cure);
        };
    }
}
