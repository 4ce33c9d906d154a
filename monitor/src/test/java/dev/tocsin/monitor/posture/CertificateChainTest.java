package dev.tocsin.monitor.posture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.posture.Ca.Order;
import dev.tocsin.monitor.posture.certificate.Anchors;
import dev.tocsin.monitor.posture.certificate.CertificateChain;
import dev.tocsin.monitor.posture.certificate.Expiry;
import dev.tocsin.monitor.posture.certificate.Renewal;
import dev.tocsin.monitor.posture.certificate.RenewalInformation;
import dev.tocsin.monitor.posture.certificate.RevocationLists;
import java.security.cert.CRLException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CertificateChainTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final String HOST = "shop.example.com";
    private final Ca root = Ca.root("Test Root", NOW);
    private final Ca intermediate = root.intermediate(
            Order.authority("Test Intermediate", NOW, Duration.ofDays(2000)).pathLength(0));

    @Test
    void a_good_chain_passes_every_check() {
        var findings = judge(server(), intermediate.certificate());

        assertThat(findings).allMatch(finding -> finding.verdict() == PostureVerdict.PASS);
        assertThat(findings.stream().map(Finding::check).distinct()).hasSize(21);
    }

    @Test
    void an_expired_certificate_is_one_failure_and_still_trusted() {
        var expired = intermediate.issue(server(HOST).valid(ago(90), NOW.minusSeconds(1)));

        assertThat(bad(judge(expired.certificate(), intermediate.certificate())))
                .containsExactly("fail critical cert.expired certificate expired 1 seconds ago");
        assertThat(bad(judge(
                        intermediate.issue(server(HOST).valid(ago(90), NOW)).certificate(),
                        intermediate.certificate())))
                .containsExactly("fail major cert.expiry certificate expires soon, 0 seconds left of 90 days");
    }

    @Test
    void a_certificate_of_tomorrow_is_not_valid_and_one_of_the_next_minute_is_a_clock() {
        var tomorrow = intermediate.issue(server(HOST).valid(in(1), in(90)));
        var minute = intermediate.issue(server(HOST).valid(NOW.plusSeconds(60), in(90)));

        assertThat(bad(judge(tomorrow.certificate(), intermediate.certificate())))
                .containsExactly("fail critical cert.not-yet-valid certificate not yet valid, it begins in 24 hours");
        assertThat(bad(judge(minute.certificate(), intermediate.certificate())))
                .containsExactly(
                        "warn minor cert.not-yet-valid certificate not yet valid, it begins in 60 seconds; perhaps a clock is wrong");
    }

    @Test
    void a_chain_that_ends_too_soon_is_incomplete_and_one_that_we_can_complete_is_known_to_be() {
        assertThat(bad(judge(server())))
                .containsExactly(
                        "fail major cert.chain.complete incomplete chain: the issuer's certificate is not sent, or nobody trusts it");

        var known = new CertificateChain(
                List.of(server()),
                HOST,
                Anchors.of(List.of(root.certificate())),
                List.of(intermediate.certificate()),
                RevocationLists.NONE,
                Expiry.LONGEST_WINDOW);
        assertThat(bad(known.findings(NOW)))
                .containsExactly(
                        "fail major cert.chain.complete incomplete chain: intermediate certificates are not sent");
    }

    @Test
    void a_stranger_vouches_for_nothing_even_when_it_is_sent_along() {
        var stranger = Ca.root("Stranger", NOW);
        var between = stranger.intermediate(Order.authority("Between", NOW, Duration.ofDays(900)));
        var leaf = between.issue(server(HOST)).certificate();

        assertThat(bad(judge(leaf, between.certificate(), stranger.certificate())))
                .containsExactly("fail critical cert.trust untrusted issuer");
        assertThat(bad(judge(leaf, between.certificate())))
                .containsExactly("fail critical cert.trust untrusted issuer");
        assertThat(bad(judge(Ca.selfSigned(server(HOST)).certificate())))
                .containsExactly("fail critical cert.self-signed self-signed certificate");
    }

    @Test
    void an_authority_of_the_same_name_with_another_key_vouches_for_nothing() {
        var impostor = Ca.root("Test Root", NOW);
        var leaf = impostor.issue(server(HOST)).certificate();

        assertThat(bad(judge(leaf, impostor.certificate())))
                .containsExactly("fail critical cert.trust untrusted issuer");
    }

    @Test
    void a_self_signed_certificate_that_its_owner_trusts_is_as_good_as_another() {
        var own = Ca.selfSigned(server(HOST)).certificate();

        var findings = new CertificateChain(List.of(own), HOST, Anchors.of(List.of(own))).findings(NOW);

        assertThat(bad(findings)).isEmpty();
    }

    @Test
    void nobody_may_issue_more_than_he_was_allowed_to() {
        var lower = intermediate.intermediate(Order.authority("Lower", NOW, Duration.ofDays(900)));
        var named = root.intermediate(
                Order.authority("Named", NOW, Duration.ofDays(900)).permitting("example.org"));

        assertThat(bad(judge(lower.issue(server(HOST)).certificate(), lower.certificate(), intermediate.certificate())))
                .containsExactly("fail critical cert.path the path is longer than its authority allows");
        assertThat(bad(judge(named.issue(server(HOST)).certificate(), named.certificate())))
                .containsExactly("fail critical cert.path a name is outside of what its authority may certify");
        assertThat(bad(judge(intermediate.issue(server(HOST).strange()).certificate(), intermediate.certificate())))
                .containsExactly("fail critical cert.path a critical extension is unknown");
    }

    @Test
    void weak_keys_and_digests_are_named_and_the_roots_own_signature_is_nobodys_business() {
        assertThat(bad(leaf(server(HOST).key("RSA 1024"))))
                .containsExactly("fail minor cert.key.size key too short: RSA 1024");
        assertThat(bad(leaf(server(HOST).digest("SHA1")))).containsExactly("fail major cert.sig signed with SHA1");
        assertThat(bad(leaf(server(HOST).digest("SHA224")))).containsExactly("warn major cert.sig signed with SHA224");
        assertThat(bad(leaf(server(HOST).key("Ed25519"))))
                .containsExactly("warn minor cert.key.type browsers do not accept Ed25519 certificates");
        assertThat(bad(leaf(server(HOST).key("RSA 2048")))).isEmpty();

        var old = Ca.root("Old Root", NOW, "SHA1");
        var findings = new CertificateChain(
                        List.of(old.issue(server(HOST)).certificate()), HOST, Anchors.of(List.of(old.certificate())))
                .findings(NOW);
        assertThat(bad(findings)).isEmpty();
    }

    @Test
    void a_certificate_says_what_it_may_be_used_for() {
        assertThat(bad(leaf(server(HOST).clientsOnly()))).containsExactly("fail critical cert.eku not for servers");
        assertThat(bad(leaf(server(HOST).anyPurpose()))).containsExactly("warn minor cert.eku names no purpose");
    }

    @Test
    void what_nobody_needs_is_told_and_harms_nobody() {
        var leaf = server();
        var findings = judge(
                leaf,
                leaf,
                intermediate.certificate(),
                root.certificate(),
                Ca.root("Else", NOW).certificate());

        assertThat(bad(findings)).isEmpty();
        assertThat(findings.stream()
                        .filter(finding -> finding.verdict() == PostureVerdict.INFO)
                        .map(Finding::summary))
                .containsExactlyInAnyOrder(
                        "certificate sent twice", "root certificate sent", "unrelated certificate in the chain");
    }

    @Test
    void an_expired_cross_signature_does_not_matter_beside_a_valid_path() {
        var old = Ca.root("Old Root", NOW);
        var cross = root.crossSigned(Order.authority("Test Root", NOW, Duration.ofDays(-1)), old);

        var findings = judge(server(), intermediate.certificate(), cross.certificate());

        assertThat(bad(findings)).isEmpty();
        assertThat(findings.stream().map(Finding::summary))
                .contains("expired certificate sent that no valid path needs");
    }

    @Test
    void order_is_told_and_does_not_change_trust() {
        var lower = root.intermediate(Order.authority("Upper", NOW, Duration.ofDays(900)));
        var lowest = lower.intermediate(Order.authority("Lower", NOW, Duration.ofDays(900)));
        var chain = new ArrayList<>(
                List.of(lowest.certificate(), lower.certificate(), intermediate.certificate(), root.certificate()));
        var leaf = lowest.issue(server(HOST)).certificate();
        var random = new Random(4711);

        for (var round = 0; round < 10; round++) {
            Collections.shuffle(chain, random);
            var served = new ArrayList<>(List.of(leaf));
            served.addAll(chain);

            var findings = judge(served.toArray(X509Certificate[]::new));

            var ordered = chain.indexOf(lowest.certificate()) < chain.indexOf(lower.certificate());
            assertThat(bad(findings))
                    .isEqualTo(ordered ? List.of() : List.of("warn info cert.chain.order chain is not in order"));
        }
    }

    @Test
    void a_hostile_heap_of_certificates_is_judged_within_reason() {
        var now = NOW;
        var heap = new ArrayList<X509Certificate>();
        var leaf = Ca.root("Maze", now).issue(server(HOST));
        heap.add(leaf.certificate());
        for (var count = 0; count < 60; count++) {
            heap.add(Ca.root("Maze", now).certificate());
        }

        assertThat(bad(judge(heap.toArray(X509Certificate[]::new)))).isNotEmpty();
    }

    @Test
    void only_a_list_that_can_be_believed_revokes() throws CRLException {
        var leaf = intermediate
                .issue(server(HOST).listAt("http://127.0.0.1:9/list"))
                .certificate();
        var other = Ca.root("Test Intermediate", NOW);

        assertThat(revocation(leaf, intermediate.list(ago(1), in(5), leaf)))
                .isEqualTo("fail critical certificate revoked");
        assertThat(revocation(leaf, intermediate.list(ago(1), in(5), server()))).isEqualTo("pass info not revoked");
        assertThat(revocation(leaf, intermediate.list(ago(9), ago(1), leaf)))
                .startsWith("untested info revocation state unknown: the list is stale since");
        assertThat(revocation(leaf, intermediate.list(in(1), in(5), leaf)))
                .isEqualTo("untested info revocation state unknown: the list is from the future");
        assertThat(revocation(leaf, other.list(ago(1), in(5), leaf)))
                .isEqualTo("untested info revocation state unknown: the list's signature is not its issuer's");
        assertThat(revocation(leaf, root.list(ago(1), in(5), intermediate.certificate())))
                .isEqualTo("fail critical intermediate revoked");
    }

    private String revocation(X509Certificate leaf, byte[] list) throws CRLException {
        var chain = new CertificateChain(
                        List.of(leaf, intermediate.certificate()), HOST, Anchors.of(List.of(root.certificate())))
                .with(RevocationLists.parse(list));
        return chain.findings(NOW).stream()
                .filter(finding -> finding.check() == CertificateCheck.REVOKED)
                .map(finding ->
                        finding.verdict().word() + " " + finding.severity().word() + " " + finding.summary())
                .findFirst()
                .orElse("");
    }

    @Test
    void the_rules_of_the_public_web_bind_its_authorities_alone() {
        var year = server(HOST).valid(ago(10), in(340));

        assertThat(bad(publicly(year.logs(3))))
                .containsExactly("fail minor cert.lifetime lifetime over the public maximum of 200 days");
        assertThat(bad(publicly(server(HOST).logs(1))))
                .containsExactly("fail major cert.ct 1 transparency log signed for it, browsers want 2");
        assertThat(bad(publicly(server(HOST).valid(ago(10), in(190)).logs(2))))
                .containsExactly("fail major cert.ct 2 transparency logs signed for it, browsers want 3");
        assertThat(bad(publicly(server(HOST).logs(2)))).isEmpty();
        assertThat(bad(leaf(server(HOST).valid(ago(10), in(340))))).isEmpty();
    }

    private List<Finding> publicly(Order order) {
        var leaf = intermediate.issue(order).certificate();
        return new CertificateChain(
                        List.of(leaf, intermediate.certificate()), HOST, new Anchors(List.of(root.certificate()), true))
                .findings(NOW);
    }

    @Test
    void a_renewal_is_told_and_a_key_that_is_not_pinned_fails() {
        var before = Renewal.Fingerprint.of(server());
        var after = Renewal.Fingerprint.of(root.issue(server(HOST)).certificate());

        assertThat(bad(Renewal.of(Optional.of(before), before, Set.of()))).isEmpty();
        assertThat(bad(Renewal.of(Optional.of(before), after, Set.of())))
                .containsExactly("warn minor cert.issuer issuer changed");
        assertThat(bad(Renewal.of(Optional.empty(), after, Set.of(before.key()))))
                .containsExactly("fail major cert.key the key is none of the pinned ones");
    }

    @Test
    void the_authority_may_ask_for_renewal_at_any_time() {
        var leaf = server();

        assertThat(RenewalInformation.judge(Optional.empty(), leaf, NOW).verdict())
                .isEqualTo(PostureVerdict.UNTESTED);
        assertThat(RenewalInformation.judge(window(in(20), in(30)), leaf, NOW).verdict())
                .isEqualTo(PostureVerdict.PASS);
        assertThat(RenewalInformation.judge(window(ago(3), ago(1)), leaf, NOW).summary())
                .isEqualTo("the authority asks for immediate renewal");
        assertThat(RenewalInformation.judge(window(in(40), in(50)), leaf, in(55))
                        .verdict())
                .isEqualTo(PostureVerdict.WARN);
    }

    private static Optional<RenewalInformation> window(Instant from, Instant until) {
        return Optional.of(new RenewalInformation(from, until, ""));
    }

    private List<Finding> leaf(Order order) {
        return judge(intermediate.issue(order).certificate(), intermediate.certificate());
    }

    private X509Certificate server() {
        return intermediate.issue(server(HOST)).certificate();
    }

    private static Order server(String host) {
        return Order.server(host, NOW);
    }

    private List<Finding> judge(X509Certificate... served) {
        return new CertificateChain(List.of(served), HOST, Anchors.of(List.of(root.certificate()))).findings(NOW);
    }

    private static List<String> bad(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.verdict().compareTo(PostureVerdict.WARN) >= 0)
                .map(finding -> finding.verdict().word() + " "
                        + finding.severity().word() + " " + finding.check().id() + " " + finding.summary())
                .toList();
    }

    private static Instant ago(long days) {
        return NOW.minus(Duration.ofDays(days));
    }

    private static Instant in(long days) {
        return NOW.plus(Duration.ofDays(days));
    }
}
