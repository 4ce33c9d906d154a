package dev.tocsin.monitor.settings;

import dev.tocsin.config.Section;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.Probe.Dns.RecordType;
import dev.tocsin.monitor.Probe.Dns.Transport;
import dev.tocsin.monitor.Probe.HostAndPort;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads a monitor that asks a name server.
final class DnsProbeSettings {
    private static final int PORT = 53;
    private static final int TLS_PORT = 853;
    private static final long LARGEST_SERIAL = (1L << 32) - 1;
    private static final List<String> RCODES = List.of(
            "NOERROR",
            "FORMERR",
            "SERVFAIL",
            "NXDOMAIN",
            "NOTIMP",
            "REFUSED",
            "YXDOMAIN",
            "YXRRSET",
            "NXRRSET",
            "NOTAUTH",
            "NOTZONE");

    private DnsProbeSettings() {}

    static Probe.Dns read(Section section) {
        var transport = section.oneOf("transport", Transport.class);
        var port = transport == Transport.TLS ? TLS_PORT : PORT;
        var server = section.optionalParsed("server", text -> HostAndPort.parse(text, port));
        if (transport != Transport.UDP && server.isEmpty()) {
            section.problem(
                    "transport",
                    "the resolvers of this machine are asked over UDP alone",
                    "name the server to be asked with server");
        }
        var expect = section.section("expect");
        return new Probe.Dns(
                section.text("dns"),
                section.oneOf("type", RecordType.class),
                server,
                transport,
                section.optionalText("serverName"),
                section.optionalPath("trust"),
                answer(expect),
                PaceSettings.read(expect));
    }

    private static Probe.Dns.Answer answer(Section expect) {
        var rcodes = expect.parsedList("rcode", DnsProbeSettings::rcode);
        var values = expect.texts("values");
        var only = expect.has("only") && expect.flag("only");
        if (only && values.isEmpty()) {
            expect.problem("only", "only has no values to hold against", "list them under values, or leave only out");
        }
        return new Probe.Dns.Answer(
                rcodes.isEmpty() ? Probe.Dns.Answer.ANY_RECORD.rcodes() : rcodes,
                values,
                only,
                expect.optionalParsed("serial", DnsProbeSettings::serial),
                expect.has("authoritative") && expect.flag("authoritative"));
    }

    private static String rcode(String text) {
        var rcode = text.strip().toUpperCase(Locale.ROOT);
        if (!RCODES.contains(rcode)) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no response code, write one of " + String.join(", ", RCODES));
        }
        return rcode;
    }

    private static Long serial(String text) {
        return Optional.of(text.strip())
                .filter(digits -> digits.matches("\\d{1,10}"))
                .map(Long::valueOf)
                .filter(serial -> serial <= LARGEST_SERIAL)
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + text + "\" is no serial, write a number from 0 to " + LARGEST_SERIAL));
    }
}
