package dev.tocsin.monitor.probe.posture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.PostureFacts;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.Probe.HostAndPort;
import dev.tocsin.monitor.posture.Ca;
import dev.tocsin.monitor.posture.Ca.Order;
import dev.tocsin.monitor.posture.PostureMeasure;
import dev.tocsin.monitor.posture.PosturePolicy;
import dev.tocsin.monitor.posture.PosturePolicy.AcceptedRisk;
import dev.tocsin.monitor.posture.PosturePolicy.Wish;
import dev.tocsin.monitor.posture.PostureSources;
import dev.tocsin.monitor.posture.Profile;
import dev.tocsin.monitor.posture.Severity;
import dev.tocsin.monitor.posture.live.TlsSite;
import dev.tocsin.monitor.posture.name.WebUrl;
import dev.tocsin.monitor.probe.Gear;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostureProberTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Gear GEAR = Gear.ofSystem();
    private final Ca root = Ca.root("Root", NOW);
    private final PostureProber prober = new PostureProber(InstantSource.fixed(NOW), GEAR);

    @TempDir
    private Path folder;

    private Path trust;

    @BeforeEach
    void writeAnchors() throws Exception {
        trust = folder.resolve("root.pem");
        Files.writeString(
                trust,
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(root.certificate().getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
    }

    @Test
    void a_look_passes_whatever_it_finds() throws IOException {
        var expired = root.issue(
                Order.server("site.test", NOW).valid(NOW.minus(Duration.ofDays(90)), NOW.minus(Duration.ofDays(1))));
        try (var site =
                TlsSite.secure(List.of(expired.certificate()), expired.key(), _ -> TlsSite.answer(200, "hello"))) {
            var seen = look(site.port(), policy(Map.of(), List.of()));

            assertThat(seen).isInstanceOf(Observation.Passed.class);
            assertThat(seen.reason()).contains("grade T", "cert.expired");
            assertThat(found(seen, "cert.expired").severity()).isEqualTo("critical");
            assertThat(facts(seen).leaves()).singleElement().satisfies(leaf -> {
                assertThat(leaf.sans()).contains("site.test");
                assertThat(leaf.at()).containsExactly("127.0.0.1:" + site.port());
            });
            assertThat(facts(seen).whole()).isTrue();
            assertThat(seen.evidence().tls()).hasValueSatisfying(tls -> {
                assertThat(tls.trusted()).isFalse();
                assertThat(tls.version()).isEqualTo("TLSv1.3");
            });
        }
    }

    @Test
    void the_owners_word_on_single_checks_counts_and_an_accepted_risk_comes_back_by_itself() throws IOException {
        var own = root.issue(Order.server("site.test", NOW));
        try (var site = TlsSite.secure(List.of(own.certificate()), own.key(), _ -> TlsSite.answer(200, "hello"))) {
            var seen = look(
                    site.port(),
                    policy(
                            Map.of("sectxt", new Wish.Off(), "hsts.present", new Wish.Weight(Severity.MINOR)),
                            List.of(new AcceptedRisk("csp.present", "old shop", NOW.plusSeconds(1)))));
            var later = look(site.port(), policy(Map.of(), List.of(new AcceptedRisk("csp.present", "old shop", NOW))));

            assertThat(facts(seen).findings()).noneMatch(found -> found.check().equals("sectxt"));
            assertThat(found(seen, "hsts.present").severity()).isEqualTo("minor");
            assertThat(found(seen, "csp.present").verdict()).isEqualTo("info");
            assertThat(found(later, "csp.present").verdict()).isNotEqualTo("info");
        }
    }

    @Test
    void what_takes_no_connections_has_failed_and_a_name_that_is_nobodys_too() throws IOException {
        int free;
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = closed.getLocalPort();
        }

        var refused = look(free, policy(Map.of(), List.of()));

        assertThat(refused).isInstanceOf(Observation.Failed.class);
        assertThat(refused.evidence().facts()).isEmpty();
        assertThat(refused.reason()).contains("nothing takes connections");
    }

    @Test
    void a_file_that_cannot_be_read_is_our_own_fault() {
        trust = folder.resolve("gone.pem");

        var seen = look(1, policy(Map.of(), List.of()));

        assertThat(seen).isInstanceOf(Observation.Inconclusive.class);
        assertThat(seen.reason()).contains("cannot read", "gone.pem");
    }

    @Test
    void a_redirect_leads_nowhere_that_the_guard_refuses() throws IOException {
        var own = root.issue(Order.server("site.test", NOW));
        try (var inner =
                ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.2"), 0))) {
            inner.configureBlocking(false);
            var place = "http://127.0.0.2:" + inner.socket().getLocalPort() + "/";
            try (var site = TlsSite.secure(
                    List.of(own.certificate()), own.key(), _ -> TlsSite.answer(302, "", "Location: " + place))) {
                var guarded = GEAR.guardedBy((_, address) ->
                        address.getHostAddress().equals("127.0.0.1") ? Optional.empty() : Optional.of("not there"));

                var seen = new PostureProber(InstantSource.fixed(NOW), guarded)
                        .look(probe(site.port(), policy(Map.of(), List.of())), Duration.ofMinutes(1));

                assertThat(seen).isInstanceOf(Observation.Passed.class);
                assertThat(inner.accept()).isNull();
            }
        }
    }

    @Test
    void a_site_that_drips_its_answers_ends_in_time() throws IOException {
        try (var tarpit = TlsSite.dripping()) {
            var seen = prober.look(probe(tarpit.port(), policy(Map.of(), List.of())), Duration.ofSeconds(4));

            assertThat(seen).isNotInstanceOf(Observation.Passed.class);
        }
    }

    private static PosturePolicy policy(Map<String, Wish> wishes, List<AcceptedRisk> accepted) {
        return new PosturePolicy(Profile.BASIC, wishes, accepted);
    }

    private Observation look(int port, PosturePolicy policy) {
        return prober.look(probe(port, policy), Duration.ofMinutes(1));
    }

    private Probe.Posture probe(int port, PosturePolicy policy) {
        return new Probe.Posture(
                WebUrl.parse("https://site.test:" + port + "/").orElseThrow(),
                Optional.of(HostAndPort.parse("127.0.0.1:" + port)),
                new PostureMeasure(policy, Set.of(), Optional.of(trust), PostureSources.NONE));
    }

    private static PostureFacts facts(Observation seen) {
        return (PostureFacts) seen.evidence().facts().orElseThrow();
    }

    private static PostureFacts.Found found(Observation seen, String check) {
        return facts(seen).findings().stream()
                .filter(found -> found.check().equals(check))
                .findFirst()
                .orElseThrow();
    }
}
