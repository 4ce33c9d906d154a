package dev.tocsin.monitor.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Problem;
import dev.tocsin.config.SettingsFile;
import dev.tocsin.monitor.Monitor;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.Probe.Dns.RecordType;
import dev.tocsin.monitor.Probe.Dns.Transport;
import dev.tocsin.monitor.Probe.HostAndPort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KindSettingsTest {
    @TempDir
    private Path folder;

    @Test
    void a_question_needs_a_name_alone() throws IOException {
        assertThat(probe("{ name: x, dns: shop.example }"))
                .isEqualTo(new Probe.Dns(
                        "shop.example",
                        RecordType.A,
                        Optional.empty(),
                        Transport.UDP,
                        Optional.empty(),
                        Optional.empty(),
                        Probe.Dns.Answer.ANY_RECORD,
                        Probe.Pace.ANY));
    }

    @Test
    void everything_about_a_question_can_be_said() throws IOException {
        assertThat(probe("""
                        { name: x, dns: shop.example, type: AAAA, server: "2001:db8::53", transport: tls,
                          serverName: ns1.example, expect: { rcode: [noerror, NXDOMAIN], values: "2001:db8::1", only: true,
                          serial: 4294967295, authoritative: true, within: 50ms, slowIsDown: true } }
                        """))
                .isEqualTo(new Probe.Dns(
                        "shop.example",
                        RecordType.AAAA,
                        Optional.of(new HostAndPort("[2001:db8::53]", 853)),
                        Transport.TLS,
                        Optional.of("ns1.example"),
                        Optional.empty(),
                        new Probe.Dns.Answer(
                                List.of("NOERROR", "NXDOMAIN"),
                                List.of("2001:db8::1"),
                                true,
                                Optional.of(4_294_967_295L),
                                true),
                        new Probe.Pace(Optional.of(Duration.ofMillis(50)), true)));
    }

    @Test
    void a_ping_needs_a_host_alone() throws IOException {
        assertThat(probe("{ name: x, icmp: gateway.example }"))
                .isEqualTo(new Probe.Icmp("gateway.example", 3, 50, Probe.Pace.ANY));
        assertThat(probe("{ name: x, icmp: '[2001:db8::1]', count: 1, expect: { maxLoss: 0 } }"))
                .isEqualTo(new Probe.Icmp("2001:db8::1", 1, 0, Probe.Pace.ANY));
    }

    @Test
    void a_registry_is_asked_twice_a_day_whatever_the_default_for_others() throws IOException {
        var monitor = monitors("{ name: x, domain: example.com }").getFirst();

        assertThat(monitor.every()).isEqualTo(Duration.ofHours(12));
        assertThat(monitor.probe())
                .isEqualTo(new Probe.Domain(
                        "example.com", Optional.empty(), Duration.ofDays(30), Duration.ofDays(7), Optional.empty()));
        assertThat(monitors("{ name: x, domain: example.com, every: 2h }")
                        .getFirst()
                        .every())
                .isEqualTo(Duration.ofHours(2));
        assertThat(problems("{ name: x, domain: example.com, every: 30s }"))
                .singleElement()
                .asString()
                .contains("30s", "1h");
        assertThat(probe("{ name: x, domain: example.com, server: 'https://rdap.example/' }"))
                .extracting(domain -> ((Probe.Domain) domain).server())
                .isEqualTo(Optional.of(URI.create("https://rdap.example/")));
    }

    @Test
    void a_health_check_is_over_tls_unless_told_otherwise() throws IOException {
        assertThat(probe("{ name: x, grpc: 'shop.example:443', service: shop.Basket }"))
                .isEqualTo(new Probe.Grpc(
                        new HostAndPort("shop.example", 443),
                        "shop.Basket",
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Probe.Pace.ANY));
        assertThat(probe("{ name: x, grpc: 'shop.example:80', plaintext: true }"))
                .extracting(health -> ((Probe.Grpc) health).plaintext())
                .isEqualTo(true);
    }

    @Test
    void what_makes_no_sense_is_named_with_its_cure() throws IOException {
        assertThat(problems("{ name: x, dns: shop.example, type: HINFO }"))
                .singleElement()
                .asString()
                .contains("HINFO", "aaaa");
        assertThat(problems("{ name: x, dns: shop.example, expect: { rcode: NOPE } }"))
                .singleElement()
                .asString()
                .contains("\"NOPE\" is no response code", "SERVFAIL");
        assertThat(problems("{ name: x, dns: shop.example, transport: tcp }"))
                .singleElement()
                .asString()
                .contains("name the server");
        assertThat(problems("{ name: x, dns: shop.example, expect: { only: true } }"))
                .singleElement()
                .asString()
                .contains("list them under values");
        assertThat(problems("{ name: x, dns: shop.example, expect: { serial: 4294967296 } }"))
                .singleElement()
                .asString()
                .contains("4294967296");
        assertThat(problems("{ name: x, icmp: '-f' }"))
                .singleElement()
                .asString()
                .contains("\"-f\" is no host");
        assertThat(problems("{ name: x, domain: example.com, expect: { warnWithin: 3d } }"))
                .singleElement()
                .asString()
                .contains("it fails before it warns");
        assertThat(problems("{ name: x, grpc: shop.example }"))
                .singleElement()
                .asString()
                .contains("HOST:PORT");
    }

    private Probe probe(String monitor) throws IOException {
        return monitors(monitor).getFirst().probe();
    }

    private List<Monitor> monitors(String monitor) throws IOException {
        var settings = settings(monitor);
        var monitors = MonitorSettings.read(settings.root());
        assertThat(settings.problems()).isEmpty();
        return monitors;
    }

    @Test
    void a_name_is_short_and_stands_on_one_line() throws IOException {
        assertThat(problems("{ name: '" + "x".repeat(100) + "', icmp: a.test }"))
                .isEmpty();
        assertThat(problems("{ name: '" + "x".repeat(101) + "', icmp: a.test }"))
                .singleElement()
                .asString()
                .contains("too long for a name", "write 100 characters at most");
        assertThat(problems("{ name: \"a\\nb\", icmp: a.test }"))
                .singleElement()
                .asString()
                .contains("control character");
        assertThat(problems("{ name: ' ', icmp: a.test }"))
                .singleElement()
                .asString()
                .contains("the name is empty");
    }

    @Test
    void a_method_is_one_word() throws IOException {
        assertThat(problems("{ name: x, http: 'http://a.test/', method: \"GET / HTTP/1.1\\r\\nX: y\" }"))
                .singleElement()
                .asString()
                .contains("is no method of HTTP");
    }

    private List<String> problems(String monitor) throws IOException {
        var settings = settings(monitor);
        MonitorSettings.read(settings.root());
        return settings.problems().stream().map(Problem::toString).toList();
    }

    private SettingsFile settings(String monitor) throws IOException {
        var file = folder.resolve("tocsin.yml");
        Files.writeString(file, "monitors:\n  - " + monitor.strip().replace("\n", "\n    ") + "\n");
        return SettingsFile.read(file, Map.of());
    }
}
