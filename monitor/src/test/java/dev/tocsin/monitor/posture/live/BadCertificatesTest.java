package dev.tocsin.monitor.posture.live;

import static dev.tocsin.monitor.posture.live.BadHosts.HOST;
import static dev.tocsin.monitor.posture.live.BadHosts.NOW;
import static dev.tocsin.monitor.posture.live.BadHosts.ago;
import static dev.tocsin.monitor.posture.live.BadHosts.expect;
import static dev.tocsin.monitor.posture.live.BadHosts.server;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.posture.Ca;
import dev.tocsin.monitor.posture.Ca.Order;
import dev.tocsin.monitor.posture.Profile;
import dev.tocsin.monitor.posture.certificate.RevocationLists;
import dev.tocsin.monitor.posture.dns.DnsLookup;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BadCertificatesTest {
    private final BadHosts hosts = new BadHosts();

    @Test
    void a_good_certificate_passes_whatever_its_kind() throws IOException {
        expect("good", "", hosts.serve(server()));
        expect("tls 1.3 only", "", hosts.serve(server(), "TLSv1.3"));
        expect("ecc 384", "", hosts.serve(server().key("EC P-384")));
        expect("sha-384", "", hosts.serve(server().digest("SHA384")));
        expect("sha-512", "", hosts.serve(server().digest("SHA512")));
        expect("rsa 2048", "", hosts.serve(server().key("RSA 2048")));
        expect("rsa 3072", "", hosts.serve(server().key("RSA 3072")));
        expect("no subject", "", hosts.serve(Order.server("", NOW).names(List.of(HOST))));
    }

    @Test
    void what_is_wrong_with_a_certificate_is_told_although_no_browser_would_show_the_page() throws IOException {
        expect("expired", "fail critical cert.expired", hosts.serve(server().valid(ago(100), ago(1))));
        expect("not yet valid", "fail critical cert.not-yet-valid", hosts.serve(server().valid(ago(-1), ago(-90))));
        expect("wrong host", "fail critical cert.hostname", hosts.serve(server().names(List.of("other.example.com"))));
        expect(
                "no san",
                "fail critical cert.hostname, fail critical cert.san-present",
                hosts.serve(server().names(List.of())));
        expect("rsa 1024", "fail minor cert.key.size", hosts.serve(server().key("RSA 1024")));
        expect("ed25519", "warn minor cert.key.type", hosts.serve(server().key("Ed25519")));
        expect("sha-1", "fail major cert.sig", hosts.serve(server().digest("SHA1")));
        expect("leaf is ca", "warn minor cert.basic", hosts.serve(server().asAuthority()));
        expect("for clients alone", "fail critical cert.eku", hosts.serve(server().clientsOnly()));
    }

    @Test
    void a_chain_that_nobody_trusts_is_told_apart_from_one_with_a_gap() throws IOException {
        var own = Ca.selfSigned(server());
        var stranger = Ca.root("Stranger", NOW);
        var strange = stranger.issue(server());
        var leaf = hosts.intermediate.issue(server());

        expect("self-signed", "fail critical cert.self-signed", hosts.serve(List.of(own.certificate()), own));
        expect(
                "untrusted root, mitm",
                "fail critical cert.trust",
                hosts.serve(List.of(strange.certificate(), stranger.certificate()), strange));
        expect("incomplete chain", "fail major cert.chain.complete", hosts.serve(List.of(leaf.certificate()), leaf));
    }

    @Test
    void a_missing_issuer_is_fetched_when_asked_for() throws Exception {
        var between = new String(hosts.intermediate.certificate().getEncoded(), ISO_8859_1);
        try (var publisher = TlsSite.plain(_ -> TlsSite.answer(200, between))) {
            var place = "http://127.0.0.1:" + publisher.port() + "/issuer";
            var leaf = hosts.intermediate.issue(server().issuerAt(place));
            var strange = Ca.root("Stranger", NOW).issue(server().issuerAt(place));

            var gap = hosts.serve(List.of(leaf.certificate()), leaf);
            expect("incomplete, fetched", "fail major cert.chain.complete", gap);
            assertThat(BadHosts.words(gap)).contains("intermediate certificates are not sent");
            var stranger = hosts.serve(List.of(strange.certificate()), strange);
            assertThat(BadHosts.words(stranger)).contains("is not sent, or nobody trusts it");
        }
    }

    @Test
    void an_issuer_that_some_server_sent_tells_a_gap_from_a_stranger() throws IOException {
        var probe = new PostureProbe(DnsLookup.NONE);
        var good = hosts.intermediate.issue(server());
        try (var site = TlsSite.secure(hosts.chain(good), good.key(), path -> TlsSite.answer(200, path))) {
            var target = hosts.target(BadHosts.HOST, site.port(), Profile.NONE, RevocationLists.NONE);
            site.show(List.of(good.certificate()), good.key());
            assertThat(BadHosts.words(probe.look(target, NOW))).contains("is not sent, or nobody trusts it");

            site.show(hosts.chain(good), good.key());
            expect("complete", "", probe.look(target, NOW));
            site.show(List.of(good.certificate()), good.key());
            var gap = probe.look(target, NOW);
            expect("incomplete, known", "fail major cert.chain.complete", gap);
            assertThat(BadHosts.words(gap)).contains("intermediate certificates are not sent");

            var strange = Ca.root("Stranger", NOW).issue(server());
            site.show(List.of(strange.certificate()), strange.key());
            assertThat(BadHosts.words(probe.look(target, NOW))).contains("is not sent, or nobody trusts it");
        }
    }

    @Test
    void a_chain_in_the_wrong_order_still_leads_to_its_root() throws IOException {
        var upper = hosts.root.intermediate(Order.authority("Upper", NOW, Duration.ofDays(900)));
        var lower = upper.intermediate(Order.authority("Lower", NOW, Duration.ofDays(900)));
        var leaf = lower.issue(server());

        expect(
                "reversed chain",
                "warn info cert.chain.order",
                hosts.serve(List.of(leaf.certificate(), upper.certificate(), lower.certificate()), leaf));
    }

    @Test
    void an_old_signature_counts_below_the_root_alone() throws IOException {
        var weak = hosts.root.intermediate(
                Order.authority("Weak", NOW, Duration.ofDays(900)).digest("SHA1"));
        var leaf = weak.issue(server());

        expect(
                "sha-1 intermediate",
                "fail major cert.sig",
                hosts.serve(List.of(leaf.certificate(), weak.certificate()), leaf));
    }

    @Test
    void certificates_of_public_authorities_must_be_logged() throws IOException {
        var known = new BadHosts().publiclyTrusted();

        expect("no sct", "fail major cert.ct", known.serve(server()));
        expect("sct", "", known.serve(server().logs(2)));
    }

    @Test
    void names_in_other_scripts_are_told_apart_from_their_likes() throws IOException {
        var issued = hosts.intermediate.issue(server().names(List.of("xn--n1aae7f7o.example.com")));
        try (var site = TlsSite.secure(hosts.chain(issued), issued.key(), path -> TlsSite.answer(200, path))) {
            expect(
                    "xn--",
                    "",
                    hosts.look(hosts.target(
                            "xn--n1aae7f7o.example.com", site.port(), Profile.NONE, RevocationLists.NONE)));
            expect(
                    "spoof",
                    "fail critical cert.hostname",
                    hosts.look(hosts.target("spot.example.com", site.port(), Profile.NONE, RevocationLists.NONE)));
        }
    }

    @Test
    void a_chain_of_more_than_32_kilobytes_is_no_outage() throws IOException {
        expect("1000 names", "", hosts.serve(server().names(names(1000))));
        expect("10000 names", "", hosts.serve(server().names(names(10_000))));
    }

    private static List<String> names(int count) {
        var names = new ArrayList<>(List.of(HOST));
        IntStream.range(1, count).forEach(number -> names.add("name-" + number + ".example.com"));
        return names;
    }

    @Test
    void a_revoked_certificate_is_known_by_its_issuers_list() throws Exception {
        var leaf = hosts.intermediate.issue(server());
        var list = RevocationLists.parse(
                hosts.intermediate.list(ago(1), NOW.plus(Duration.ofDays(5)), leaf.certificate()));

        try (var site = TlsSite.secure(hosts.chain(leaf), leaf.key(), path -> TlsSite.answer(200, path))) {
            expect("revoked", "fail critical cert.revoked", hosts.look(site.port(), list));
        }
    }

    @Test
    void the_list_that_a_certificate_names_is_fetched() throws Exception {
        var lists = new ArrayList<byte[]>();
        try (var publisher = TlsSite.plain(_ -> TlsSite.answer(200, new String(lists.getFirst(), ISO_8859_1)))) {
            var leaf = hosts.intermediate.issue(server().listAt("http://127.0.0.1:" + publisher.port() + "/list"));
            lists.add(hosts.intermediate.list(ago(1), NOW.plus(Duration.ofDays(5)), leaf.certificate()));

            expect("revoked, fetched", "fail critical cert.revoked", hosts.serve(hosts.chain(leaf), leaf));
        }
        var silent = hosts.intermediate.issue(server().listAt("http://127.0.0.1:9/list"));
        var sight = hosts.serve(hosts.chain(silent), silent);
        expect("list out of reach", "", sight);
        assertThat(sight.findings())
                .anySatisfy(finding -> assertThat(finding.verdict() + " " + finding.summary())
                        .startsWith("UNTESTED revocation state unknown"));
    }

    @Test
    void a_list_is_fetched_again_only_once_it_is_stale() throws Exception {
        var lists = new ArrayList<byte[]>();
        var asked = new AtomicInteger();
        try (var publisher = TlsSite.plain(_ -> {
            asked.incrementAndGet();
            return TlsSite.answer(200, new String(lists.getFirst(), ISO_8859_1));
        })) {
            var leaf = hosts.intermediate.issue(server().listAt("http://127.0.0.1:" + publisher.port() + "/list"));
            lists.add(hosts.intermediate.list(ago(1), NOW.plus(Duration.ofDays(5)), leaf.certificate()));
            try (var site = TlsSite.secure(hosts.chain(leaf), leaf.key(), path -> TlsSite.answer(200, path))) {
                var probe = new PostureProbe(DnsLookup.NONE);
                var target = hosts.target(BadHosts.HOST, site.port(), Profile.NONE, RevocationLists.NONE);

                expect("revoked, first", "fail critical cert.revoked", probe.look(target, NOW));
                var next = probe.look(target, NOW.plus(Duration.ofDays(1)));
                expect("revoked, again", "fail critical cert.revoked", next);
                assertThat(asked).hasValue(1);
                probe.look(target, NOW.plus(Duration.ofDays(6)));
                assertThat(asked).hasValue(2);
            }
        }
    }
}
