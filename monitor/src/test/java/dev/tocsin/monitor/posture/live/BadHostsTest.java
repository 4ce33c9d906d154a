package dev.tocsin.monitor.posture.live;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import dev.tocsin.monitor.posture.name.WebUrl;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Hosts that are bad in one way each, as badssl.com has them, on the loopback: what was expected of each, and what the
/// probe said, is printed.
class BadHostsTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final String HOST = "bad.example.com";

    private final Ca root = Ca.root("Root", NOW);
    private final Ca intermediate = root.intermediate(Order.authority("Intermediate", NOW, Duration.ofDays(2000)));

    @TempDir
    Path folder;

    @Test
    void a_good_host_passes() throws IOException {
        expect("good", "", serve(server()));
        expect("tls 1.3 only", "", serve(List.of("TLSv1.3"), server()));
        expect("tls 1.2 only", "warn info tls.version.13", serve(List.of("TLSv1.2"), server()));
    }

    @Test
    void what_is_wrong_with_a_certificate_is_told_although_no_browser_would_show_the_page() throws IOException {
        expect("expired", "fail critical cert.expired", serve(server().valid(ago(100), ago(1))));
        expect("wrong host", "fail critical cert.hostname", serve(server().names(List.of("other.example.com"))));
        expect(
                "no san",
                "fail critical cert.hostname, fail critical cert.san-present",
                serve(server().names(List.of())));
        expect("rsa 1024", "fail minor cert.key.size", serve(server().key("RSA 1024")));
        expect("ed25519", "warn minor cert.key.type", serve(server().key("Ed25519")));
        expect("sha-1", "fail major cert.sig", serve(server().digest("SHA1")));
        expect("leaf is ca", "warn minor cert.basic", serve(server().asAuthority()));
    }

    @Test
    void a_chain_that_nobody_trusts_is_told_apart_from_one_with_a_gap() throws IOException {
        var own = Ca.selfSigned(server());
        var stranger = Ca.root("Stranger", NOW);
        var strange = stranger.issue(server());
        var leaf = intermediate.issue(server());

        expect("self-signed", "fail critical cert.self-signed", look(List.of(own.certificate()), own));
        expect(
                "untrusted root",
                "fail critical cert.trust",
                look(List.of(strange.certificate(), stranger.certificate()), strange));
        expect("incomplete chain", "fail major cert.chain.complete", look(List.of(leaf.certificate()), leaf));
        expect("reversed chain", "warn info cert.chain.order", reversed());
    }

    private PostureSight reversed() throws IOException {
        var upper = root.intermediate(Order.authority("Upper", NOW, Duration.ofDays(900)));
        var lower = upper.intermediate(Order.authority("Lower", NOW, Duration.ofDays(900)));
        var leaf = lower.issue(server());
        return look(List.of(leaf.certificate(), upper.certificate(), lower.certificate()), leaf);
    }

    @Test
    void a_chain_of_more_than_32_kilobytes_is_no_outage() throws IOException {
        var names = new ArrayList<>(List.of(HOST));
        IntStream.range(0, 4000).forEach(number -> names.add("name-" + number + ".example.com"));

        expect("4000 names", "", serve(server().names(names)));
    }

    @Test
    void a_revoked_certificate_is_known_by_its_issuers_list() throws Exception {
        var leaf = intermediate.issue(server());
        var chain = List.of(leaf.certificate(), intermediate.certificate());
        var list = RevocationLists.parse(intermediate.list(ago(1), NOW.plus(Duration.ofDays(5)), leaf.certificate()));

        try (var site = TlsSite.secure(chain, leaf.key(), BadHostsTest::page)) {
            expect("revoked", "fail critical cert.revoked", look(site.port(), list));
        }
    }

    @Test
    void the_list_that_a_certificate_names_is_fetched() throws Exception {
        var lists = new ArrayList<byte[]>();
        try (var publisher = TlsSite.plain(_ -> TlsSite.answer(200, new String(lists.getFirst(), ISO_8859_1)))) {
            var leaf = intermediate.issue(server().listAt("http://127.0.0.1:" + publisher.port() + "/list"));
            lists.add(intermediate.list(ago(1), NOW.plus(Duration.ofDays(5)), leaf.certificate()));

            expect(
                    "revoked, fetched",
                    "fail critical cert.revoked",
                    look(List.of(leaf.certificate(), intermediate.certificate()), leaf));
        }
        var silent = intermediate.issue(server().listAt("http://127.0.0.1:9/list"));
        var sight = look(List.of(silent.certificate(), intermediate.certificate()), silent);
        expect("list out of reach", "", sight);
        assertThat(sight.findings())
                .anySatisfy(finding -> assertThat(finding.verdict() + " " + finding.summary())
                        .startsWith("UNTESTED revocation state unknown"));
    }

    @Test
    void what_java_no_longer_speaks_is_found_by_hand() throws Exception {
        assumeTrue(OpensslSite.possible(), "openssl is not here");
        var rsa = intermediate.issue(server().key("RSA 2048"));
        var chain = List.of(rsa.certificate(), intermediate.certificate());

        openssl("tls 1.0", "fail minor tls.version.floor", chain, rsa, "-cipher", "ECDHE:@SECLEVEL=0");
        openssl(
                "static rsa",
                "fail major tls.connect, fail major tls.version.13, fail major tls.kex.fs",
                chain,
                rsa,
                "-tls1_2",
                "-cipher",
                "AES128-SHA:@SECLEVEL=0");
        openssl(
                "cbc",
                "warn minor tls.cipher, warn info tls.version.13",
                chain,
                rsa,
                "-tls1_2",
                "-cipher",
                "ECDHE-RSA-AES128-SHA");
        openssl("dhe", "warn minor tls.dh", chain, rsa, "-no_tls1", "-no_tls1_1", "-cipher", "ECDHE+AESGCM:DHE+AESGCM");
    }

    @Test
    void a_certificate_that_no_safe_client_takes_ends_the_handshake() throws Exception {
        assumeTrue(OpensslSite.possible(), "openssl is not here");
        var small = intermediate.issue(server().key("RSA 512"));
        var sight =
                openssl(List.of(small.certificate(), intermediate.certificate()), small, "-cipher", "ALL:@SECLEVEL=0");

        assertThat(bad(sight)).contains("fail major tls.connect", "fail minor cert.key.size");
        System.out.println("rsa 512: expected no connection with a safe client, got " + bad(sight));
    }

    @Test
    void what_is_no_tls_or_nothing_at_all_is_told() throws IOException {
        try (var plain = TlsSite.plain(BadHostsTest::page)) {
            expect("plain text", "fail critical tls.connect", look(plain.port(), RevocationLists.NONE));
        }
        expect("closed", "fail critical tls.connect", look(9, RevocationLists.NONE));
    }

    private static String page(String path) {
        return TlsSite.answer(
                200, "<p>" + path, "Content-Type: text/html", "Strict-Transport-Security: max-age=31536000");
    }

    private void openssl(String kind, String expected, List<X509Certificate> chain, Issued issued, String... options)
            throws IOException, GeneralSecurityException {
        expect(kind, expected, openssl(chain, issued, options));
    }

    private PostureSight openssl(List<X509Certificate> chain, Issued issued, String... options)
            throws IOException, GeneralSecurityException {
        try (var site = OpensslSite.start(folder, chain, issued.key(), options)) {
            return look(site.port(), RevocationLists.NONE);
        }
    }

    private PostureSight serve(Order order) throws IOException {
        return serve(List.of(), order);
    }

    private PostureSight serve(List<String> versions, Order order) throws IOException {
        var issued = intermediate.issue(order);
        try (var site = TlsSite.secure(
                List.of(issued.certificate(), intermediate.certificate()),
                issued.key(),
                BadHostsTest::page,
                versions.toArray(String[]::new))) {
            return look(site.port(), RevocationLists.NONE);
        }
    }

    private PostureSight look(List<X509Certificate> chain, Issued issued) throws IOException {
        try (var site = TlsSite.secure(chain, issued.key(), BadHostsTest::page)) {
            return look(site.port(), RevocationLists.NONE);
        }
    }

    private PostureSight look(int port, RevocationLists lists) {
        return new PostureProbe(_ -> Optional.empty())
                .look(
                        new PostureTarget(
                                WebUrl.parse("https://" + HOST + "/").orElseThrow(),
                                Optional.of(HostAndPort.parse("127.0.0.1:" + port)),
                                PosturePolicy.of(Profile.NONE),
                                Anchors.of(List.of(root.certificate())),
                                lists,
                                Optional.empty(),
                                Duration.ofSeconds(20)),
                        NOW);
    }

    private static void expect(String kind, String expected, PostureSight sight) {
        var got = String.join(", ", bad(sight));
        System.out.printf("%-18s expected [%s], got [%s]%n", kind, expected, got);
        assertThat(bad(sight))
                .as(kind + ": " + words(sight))
                .containsExactlyInAnyOrder(expected.isEmpty() ? new String[0] : expected.split(", ", -1));
    }

    private static List<String> bad(PostureSight sight) {
        return sight.findings().stream()
                .filter(finding -> finding.verdict().compareTo(PostureVerdict.WARN) >= 0)
                .filter(finding -> finding.check().id().startsWith("cert.")
                        || finding.check().id().startsWith("tls."))
                .map(finding -> finding.verdict().word() + " "
                        + finding.severity().word() + " " + finding.check().id())
                .distinct()
                .toList();
    }

    private static String words(PostureSight sight) {
        return sight.findings().stream()
                .filter(finding -> finding.verdict().compareTo(PostureVerdict.WARN) >= 0)
                .map(Finding::toString)
                .toList()
                .toString();
    }

    private static Order server() {
        return Order.server(HOST, NOW);
    }

    private static Instant ago(long days) {
        return NOW.minus(Duration.ofDays(days));
    }
}
