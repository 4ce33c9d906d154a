package dev.tocsin.monitor.posture.live;

import static dev.tocsin.monitor.posture.live.BadHosts.NOW;
import static dev.tocsin.monitor.posture.live.BadHosts.server;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.posture.Ca.Issued;
import dev.tocsin.monitor.posture.PostureVerdict;
import dev.tocsin.monitor.posture.Profile;
import dev.tocsin.monitor.posture.certificate.RevocationLists;
import dev.tocsin.monitor.posture.dns.DnsLookup;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What one look may take over from those before it.
class CarriedOverTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /// A handshake with a name, one without, and eight by hand.
    private static final int ALL_HANDSHAKES = 10;

    private final BadHosts hosts = new BadHosts();
    private final Issued own = hosts.intermediate.issue(server());
    private final PostureProbe probe = new PostureProbe(DnsLookup.NONE);

    @Test
    void a_look_needs_one_handshake_once_three_agreed_on_all_others() throws IOException {
        try (var site = site(0, own)) {
            for (var look = 1; look <= 3; look++) {
                assertThat(seenAt(look(site, NOW.plus(MINUTE.multipliedBy(look)))))
                        .isEmpty();
                assertThat(site.connections()).isEqualTo(ALL_HANDSHAKES * look);
            }

            var next = look(site, NOW.plus(MINUTE.multipliedBy(4)));

            assertThat(seenAt(next)).contains(NOW.plus(MINUTE.multipliedBy(3)));
            assertThat(site.connections()).isEqualTo(ALL_HANDSHAKES * 3 + 1);
            assertThat(next.findings())
                    .anySatisfy(finding -> assertThat(finding.check().id() + finding.verdict())
                            .isEqualTo("sectxt" + PostureVerdict.FAIL));
        }
    }

    @Test
    void nothing_is_carried_for_an_hour() throws IOException {
        try (var site = site(0, own)) {
            agree(site);

            assertThat(seenAt(look(site, NOW.plus(KnownSurveys.KEPT).minusSeconds(1))))
                    .contains(NOW);
            assertThat(seenAt(look(site, NOW.plus(KnownSurveys.KEPT)))).isEmpty();
            assertThat(seenAt(look(site, NOW.plus(KnownSurveys.KEPT).plus(MINUTE))))
                    .contains(NOW.plus(KnownSurveys.KEPT));
        }
    }

    @Test
    void another_certificate_or_other_parameters_make_all_of_it_be_asked_anew() throws IOException {
        int port;
        try (var site = site(0, own)) {
            port = site.port();
            agree(site);
        }
        try (var renewed = site(port, hosts.intermediate.issue(server()))) {
            assertThat(seenAt(look(renewed, NOW.plus(MINUTE)))).isEmpty();
        }
        try (var site = site(port, own)) {
            agree(site);
            assertThat(seenAt(look(site, NOW.plus(MINUTE)))).isPresent();
        }
        try (var older = site(port, own, "TLSv1.2")) {
            assertThat(seenAt(look(older, NOW.plus(MINUTE)))).isEmpty();
        }
    }

    @Test
    void what_is_critical_is_confirmed_by_a_look_that_asks_everything_itself() throws IOException {
        try (var site = site(0, own)) {
            agree(site);
            // The certificate ends meanwhile; the handshake is the same.
            var late = own.certificate().getNotAfter().toInstant().minus(MINUTE);
            look(site, late);
            look(site, late);
            look(site, late);

            var found = look(site, late.plus(MINUTE.multipliedBy(2)));
            var confirmed = look(site, late.plus(MINUTE.multipliedBy(3)));

            assertThat(seenAt(found)).contains(late);
            assertThat(found.grave()).isTrue();
            assertThat(seenAt(confirmed)).isEmpty();
        }
    }

    @Test
    void a_server_that_is_gone_leaves_nothing_to_carry() throws IOException {
        PostureSight gone;
        try (var site = site(0, own)) {
            agree(site);
            site.close();
            gone = look(site, NOW.plus(MINUTE));
        }

        assertThat(gone.silent()).isTrue();
        assertThat(gone.findings())
                .filteredOn(finding -> finding.check().id().equals("tls.version.floor"))
                .allMatch(finding -> finding.verdict() == PostureVerdict.UNTESTED);
    }

    private void agree(TlsSite site) {
        look(site, NOW);
        look(site, NOW);
        look(site, NOW);
    }

    private TlsSite site(int port, Issued issued, String... versions) throws IOException {
        return TlsSite.secure(
                InetAddress.getLoopbackAddress(),
                port,
                hosts.chain(issued),
                issued.key(),
                path -> TlsSite.answer(200, "<p>" + path, "Content-Type: text/html", "Connection: keep-alive"),
                versions);
    }

    private PostureSight look(TlsSite site, Instant at) {
        return probe.look(hosts.target(BadHosts.HOST, site.port(), Profile.BASIC, RevocationLists.NONE), at);
    }

    private static Optional<Instant> seenAt(PostureSight sight) {
        return sight.findings().stream()
                .filter(finding -> finding.check().id().equals("tls.version.floor"))
                .findFirst()
                .orElseThrow()
                .seenAt();
    }
}
