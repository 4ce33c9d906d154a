package dev.tocsin.monitor.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Problem;
import dev.tocsin.config.SettingsFile;
import dev.tocsin.monitor.HttpExpectation.Trait;
import dev.tocsin.monitor.HttpOptions;
import dev.tocsin.monitor.HttpOptions.HttpVersion;
import dev.tocsin.monitor.HttpOptions.IpFamily;
import dev.tocsin.monitor.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpProbeSettingsTest {

    @TempDir
    private Path folder;

    private SettingsFile file(String monitor) throws IOException {
        var file = folder.resolve("tocsin.yml");
        Files.writeString(file, "monitors:\n  - { name: shop, http: 'https://shop.example/', " + monitor + " }\n");
        return SettingsFile.read(file, Map.of("TOKEN", "geheim-token"));
    }

    private Probe.Http probe(String monitor) throws IOException {
        var settings = file(monitor);
        var probe = MonitorSettings.read(settings.root()).getFirst().probe();
        assertThat(settings.problems()).isEmpty();
        return (Probe.Http) probe;
    }

    private List<Problem> problems(String monitor) throws IOException {
        var settings = file(monitor);
        MonitorSettings.read(settings.root());
        return settings.problems();
    }

    @Test
    void a_plain_monitor_asks_for_nothing_out_of_the_ordinary() throws IOException {
        var probe = probe("every: 1m");

        assertThat(probe.options()).isEqualTo(HttpOptions.PLAIN);
        assertThat(probe.method()).isEqualTo("GET");
        assertThat(probe.expect().json()).isEmpty();
    }

    @Test
    void everything_is_read() throws IOException {
        var probe = probe("""
                body: '{}', headers: { Content-Type: application/json }, auth: { bearer: "${TOKEN}" }, verify: false,
                clientCertificate: { certificate: c.pem, key: c.key }, proxy: "proxy.example:3128",
                expect: { json: { "$.a": "< 5", "$.b": ok }, header: { content-type: [json, utf-8], Server: absent },
                          http2: true, tls13: true, compressed: false, maxBytes: 2000 }""");

        assertThat(probe.method()).isEqualTo("POST");
        var options = probe.options();
        assertThat(options.body().orElseThrow().reveal()).isEqualTo("{}");
        assertThat(options.auth()).containsInstanceOf(HttpOptions.Auth.Bearer.class);
        assertThat(options.verify()).isFalse();
        assertThat(options.clientCertificate())
                .contains(new HttpOptions.ClientCertificate(folder.resolve("c.pem"), folder.resolve("c.key")));
        assertThat(options.proxy()).contains(new Probe.HostAndPort("proxy.example", 3128));
        assertThat(options.version())
                .as("HTTP/2 is asked for where it is expected")
                .isEqualTo(HttpVersion.HTTP_2);
        var expect = probe.expect();
        assertThat(expect.json())
                .extracting(one -> one.query() + " " + one.condition().words())
                .containsExactly("$.a < 5", "$.b ok");
        assertThat(expect.headers())
                .extracting(one -> one.name() + " " + one.patterns())
                .containsExactly("content-type [json, utf-8]", "Server []");
        assertThat(expect.traits()).containsExactlyInAnyOrder(Trait.HTTP2, Trait.TLS13);
        assertThat(expect.maxBytes()).hasValue(2000);
        assertThat(probe.toString()).doesNotContain("geheim");
    }

    @Test
    void families_of_addresses_have_names() throws IOException {
        assertThat(probe("ipFamily: 6").options().ipFamily()).isEqualTo(IpFamily.IPV6);
        assertThat(probe("ipFamily: every-address").options().ipFamily()).isEqualTo(IpFamily.EVERY_ADDRESS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "body: x, method: GET                         | GET carries no body",
                "auth: {}                                     | one way to sign in is needed",
                "auth: { bearer: x, basic: { user: a, password: b } } | one way to sign in is needed",
                "auth: { basic: { user: a } }                 | password is missing",
                "verify: false, trust: ca.pem                 | nobody asks whom to trust",
                "clientCertificate: { certificate: c.pem }    | needs its certificate and its key",
                "proxy: 'p:1', connectTo: 'q:2'               | both connectTo and proxy say where to dial",
                "proxy: 'p:1', ipFamily: both                 | behind a proxy its own address is dialled",
                "proxy: 'http://p:1/'                         | is no address",
                "ipFamily: 5                                  | is no family of addresses",
                "httpVersion: 3                               | is no version of HTTP",
                "httpVersion: 1.1, expect: { http2: true }    | nothing asked for in HTTP/1.1 comes by HTTP/2",
                "expect: { json: { status: ok } }             | \"status\" is no JSONPath",
                "expect: { json: { '$.a': '< five' } }        | \"< five\" compares with no number",
                "expect: { header: { a: '(' } }               | \"(\" is no regular expression",
                "expect: { header: { a: [absent, x] } }       | a header that is absent matches nothing",
                "expect: { maxBytes: 2000000 }                | is out of range",
                "follow: 21                                   | is out of range",
            })
    void what_cannot_be_is_named_at_its_place(String monitor, String problem) throws IOException {
        assertThat(problems(monitor)).singleElement().satisfies(found -> {
            assertThat(found.text()).contains(problem);
            assertThat(found.line()).isEqualTo(2);
            assertThat(found.cure()).isNotBlank();
        });
    }
}
