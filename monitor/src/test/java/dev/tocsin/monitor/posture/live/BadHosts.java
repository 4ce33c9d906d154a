package dev.tocsin.monitor.posture.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.Probe.HostAndPort;
import dev.tocsin.monitor.posture.Ca;
import dev.tocsin.monitor.posture.Ca.Issued;
import dev.tocsin.monitor.posture.Ca.Order;
import dev.tocsin.monitor.posture.Finding;
import dev.tocsin.monitor.posture.PosturePolicy;
import dev.tocsin.monitor.posture.PostureVerdict;
import dev.tocsin.monitor.posture.Profile;
import dev.tocsin.monitor.posture.certificate.Anchors;
import dev.tocsin.monitor.posture.certificate.RevocationLists;
import dev.tocsin.monitor.posture.dns.DnsLookup;
import dev.tocsin.monitor.posture.name.WebUrl;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Hosts that are bad in one way each, as badssl.com has them, on the loopback: what was expected of each, and what the
/// probe said, is printed.
final class BadHosts {
    static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    static final String HOST = "bad.example.com";

    final Ca root = Ca.root("Root", NOW);
    final Ca intermediate = root.intermediate(Order.authority("Intermediate", NOW, Duration.ofDays(2000)));
    private boolean publicRoots;

    static Order server() {
        return Order.server(HOST, NOW);
    }

    static Instant ago(long days) {
        return NOW.minus(Duration.ofDays(days));
    }

    /// The root is to be taken for one that browsers carry.
    BadHosts publiclyTrusted() {
        publicRoots = true;
        return this;
    }

    List<X509Certificate> chain(Issued leaf) {
        return List.of(leaf.certificate(), intermediate.certificate());
    }

    PostureSight serve(Order order, String... versions) throws IOException {
        var issued = intermediate.issue(order);
        return serve(chain(issued), issued, versions);
    }

    PostureSight serve(List<X509Certificate> chain, Issued issued, String... versions) throws IOException {
        try (var site = TlsSite.secure(chain, issued.key(), BadHosts::page, versions)) {
            return look(site.port());
        }
    }

    /// Serves by `openssl s_server`.
    PostureSight openssl(Path folder, Issued issued, String... options) throws IOException, GeneralSecurityException {
        try (var site = OpensslSite.start(folder, chain(issued), issued.key(), options)) {
            return look(site.port());
        }
    }

    PostureSight pages(Profile profile, UnaryOperator<String> answers) throws IOException {
        var issued = intermediate.issue(server());
        try (var site = TlsSite.secure(chain(issued), issued.key(), answers)) {
            return look(target(HOST, site.port(), profile, RevocationLists.NONE));
        }
    }

    PostureSight look(int port) {
        return look(port, RevocationLists.NONE);
    }

    PostureSight look(int port, RevocationLists lists) {
        return look(target(HOST, port, Profile.NONE, lists));
    }

    PostureSight look(PostureTarget target) {
        return new PostureProbe(DnsLookup.NONE).look(target, NOW);
    }

    /// Waits for 2 s only, for one that will not say a word.
    PostureSight lookAtSilence(int port) {
        return look(target(HOST, port, Profile.NONE, RevocationLists.NONE, Duration.ofSeconds(2)));
    }

    PostureTarget target(String host, int port, Profile profile, RevocationLists lists) {
        return target(host, port, profile, lists, Duration.ofSeconds(20));
    }

    private PostureTarget target(String host, int port, Profile profile, RevocationLists lists, Duration within) {
        return new PostureTarget(
                WebUrl.parse("https://" + host + ":" + port + "/").orElseThrow(),
                Optional.of(HostAndPort.parse("127.0.0.1:" + port)),
                PosturePolicy.of(profile),
                new Anchors(List.of(root.certificate()), publicRoots),
                lists,
                Optional.empty(),
                true,
                within);
    }

    private static String page(String path) {
        return TlsSite.answer(
                200, "<p>" + path, "Content-Type: text/html", "Strict-Transport-Security: max-age=31536000");
    }

    /// Prints and compares all that is bad about certificate and handshake.
    static void expect(String kind, String expected, PostureSight sight) {
        expect(kind, expected, sight, "cert.", "tls.");
    }

    /// @param prefixes of the checks that count
    static void expect(String kind, String expected, PostureSight sight, String... prefixes) {
        var got = bad(sight, prefixes);
        System.out.printf("%-22s expected [%s], got [%s]%n", kind, expected, String.join(", ", got));
        assertThat(got)
                .as(kind + ": " + words(sight))
                .containsExactlyInAnyOrder(expected.isEmpty() ? new String[0] : expected.split(", ", -1));
    }

    static List<String> bad(PostureSight sight, String... prefixes) {
        return sight.findings().stream()
                .filter(finding -> finding.verdict().compareTo(PostureVerdict.WARN) >= 0)
                .filter(finding -> Arrays.stream(prefixes)
                        .anyMatch(prefix -> finding.check().id().startsWith(prefix)))
                .map(finding -> finding.verdict().word() + " "
                        + finding.severity().word() + " " + finding.check().id())
                .distinct()
                .toList();
    }

    static String words(PostureSight sight) {
        return sight.findings().stream()
                .filter(finding -> finding.verdict().compareTo(PostureVerdict.WARN) >= 0)
                .map(Finding::toString)
                .toList()
                .toString();
    }
}
