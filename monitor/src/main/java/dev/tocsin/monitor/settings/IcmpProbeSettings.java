package dev.tocsin.monitor.settings;

import dev.tocsin.config.Section;
import dev.tocsin.monitor.Probe;
import java.util.regex.Pattern;

/// Reads a monitor that pings.
final class IcmpProbeSettings {
    /// A name or an address of either kind; what goes to a command line must not begin with a dash.
    private static final Pattern HOST = Pattern.compile("\\[?[0-9A-Za-z_:][0-9A-Za-z_.:%-]*]?");

    private IcmpProbeSettings() {}

    static Probe.Icmp read(Section section) {
        var expect = section.section("expect");
        return new Probe.Icmp(
                section.parsed("icmp", IcmpProbeSettings::host, "localhost"),
                section.number("count", 1, 20),
                expect.number("maxLoss", 0, 99),
                PaceSettings.read(expect));
    }

    private static String host(String text) {
        var host = text.strip();
        if (!HOST.matcher(host).matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no host, write a name or an address");
        }
        return host.replaceAll("[\\[\\]]", "");
    }
}
