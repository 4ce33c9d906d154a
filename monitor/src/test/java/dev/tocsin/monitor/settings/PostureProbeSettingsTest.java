package dev.tocsin.monitor.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Problem;
import dev.tocsin.config.SettingsFile;
import dev.tocsin.monitor.Monitor;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.Probe.HostAndPort;
import dev.tocsin.monitor.Vantage;
import dev.tocsin.monitor.posture.PosturePolicy.AcceptedRisk;
import dev.tocsin.monitor.posture.PosturePolicy.Wish;
import dev.tocsin.monitor.posture.PostureSources;
import dev.tocsin.monitor.posture.Profile;
import dev.tocsin.monitor.posture.Severity;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostureProbeSettingsTest {
    private static final String PIN = "A".repeat(43) + "=";

    @TempDir
    private Path folder;

    @Test
    void a_url_is_enough() throws IOException {
        var monitor = monitor("{ name: x, posture: 'https://shop.example.com/' }");

        assertThat(monitor.every()).isEqualTo(Duration.ofHours(1));
        assertThat(monitor.timeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(monitor.confirmation().up()).isEqualTo(1);
        assertThat(monitor.vantage()).isEqualTo(Vantage.ALONE);
        assertThat(probe(monitor).measure().policy().profile()).isEqualTo(Profile.BASIC);
        assertThat(probe(monitor).measure().sources()).isEqualTo(PostureSources.NONE);
        assertThat(monitor.probe().target()).isEqualTo("https://shop.example.com/");
    }

    @Test
    void everything_about_it_can_be_said() throws IOException {
        var monitor =
                monitor("{ name: x, posture: 'https://shop.example.com/', profile: strict, every: 5m, timeout: 30s,"
                        + " connectTo: '192.0.2.1:8443', trust: ca.pem, pin: '" + PIN + "',"
                        + " checks: { csp.present: critical, sectxt: off },"
                        + " accept: [ { check: tls.version.floor, reason: scanners, until: 2026-12-31 },"
                        + " { check: cert.key, reason: soon, until: '2026-12-31T12:00:00Z' } ] }");
        var measure = probe(monitor).measure();

        assertThat(measure.policy().wishes())
                .isEqualTo(Map.of("csp.present", new Wish.Weight(Severity.CRITICAL), "sectxt", new Wish.Off()));
        assertThat(measure.policy().accepted())
                .containsExactly(
                        new AcceptedRisk("tls.version.floor", "scanners", Instant.parse("2027-01-01T00:00:00Z")),
                        new AcceptedRisk("cert.key", "soon", Instant.parse("2026-12-31T12:00:00Z")));
        assertThat(measure.pins()).containsExactly(PIN);
        assertThat(measure.trust()).contains(folder.resolve("ca.pem"));
        assertThat(probe(monitor).connectTo()).contains(HostAndPort.parse("192.0.2.1:8443"));
        assertThat(monitor.every()).isEqualTo(Duration.ofMinutes(5));
        assertThat(monitor.timeout()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void others_are_asked_where_the_operator_says_so() throws IOException {
        var sources = probe(read(
                                "posture: { fetchIssuers: true, preloadStatus: true, renewals: 'https://ca.example/dir' }\n",
                                "{ name: x, posture: 'https://shop.example.com/' }")
                        .getFirst())
                .measure()
                .sources();

        assertThat(sources)
                .isEqualTo(new PostureSources(
                        true,
                        Optional.empty(),
                        Optional.of(URI.create("https://ca.example/dir")),
                        Optional.of(URI.create("https://hstspreload.org/"))));
    }

    @Test
    void what_makes_no_sense_is_named_with_its_cure() throws IOException {
        assertThat(problems("{ name: x, posture: 'ftp://shop.example.com/' }")).contains("is no URL of a site");
        assertThat(problems("{ name: x, posture: 'https://a.test/', profile: mad }"))
                .contains("\"mad\" is no profile");
        assertThat(problems("{ name: x, posture: 'https://a.test/', every: 4s }"))
                .contains("4s", "5s");
        assertThat(problems("{ name: x, posture: 'https://a.test/', checks: { cert.nothing: minor } }"))
                .contains("there is no check \"cert.nothing\"");
        assertThat(problems("{ name: x, posture: 'https://a.test/', checks: { cert.expiry: awful } }"))
                .contains("\"awful\" is no severity");
        assertThat(problems("{ name: x, posture: 'https://a.test/', pin: abc }"))
                .contains("\"abc\" is no pin");
        assertThat(
                        problems(
                                "{ name: x, posture: 'https://a.test/', accept: [ { check: cert.key, until: soon, reason: x } ] }"))
                .contains("\"soon\" is no day");
        assertThat(problems(
                        "{ name: x, posture: 'https://a.test/', accept: [ { check: cert.key, until: 2026-12-31 } ] }"))
                .contains("reason");
    }

    private static Probe.Posture probe(Monitor monitor) {
        return (Probe.Posture) monitor.probe();
    }

    private Monitor monitor(String text) throws IOException {
        return read("", text).getFirst();
    }

    private List<Monitor> read(String head, String text) throws IOException {
        var file = file(head, text);
        var monitors = MonitorSettings.read(file.root());
        assertThat(file.problems()).isEmpty();
        return monitors;
    }

    private String problems(String text) throws IOException {
        var file = file("", text);
        var _ = MonitorSettings.read(file.root());
        return file.problems().stream().map(Problem::toString).reduce("", (one, other) -> one + "\n" + other);
    }

    private SettingsFile file(String head, String text) throws IOException {
        var path = folder.resolve("tocsin.yml");
        Files.writeString(path, head + "monitors:\n  - " + text + "\n");
        return SettingsFile.read(path, Map.of());
    }
}
