package dev.tocsin.monitor.posture.live;

import static dev.tocsin.monitor.posture.live.BadHosts.NOW;
import static dev.tocsin.monitor.posture.live.BadHosts.server;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.posture.Ca.Issued;
import dev.tocsin.monitor.posture.PostureVerdict;
import dev.tocsin.monitor.posture.Profile;
import dev.tocsin.monitor.posture.certificate.RevocationLists;
import dev.tocsin.monitor.posture.dns.DnsLookup;
import dev.tocsin.monitor.probe.Handshakes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What one look may take over from those before it.
class CarriedOverTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /// A handshake with a name, one without, and eight by hand.
    private static final int ALL_HANDSHAKES = 10;

    private final BadHosts hosts = new BadHosts();
    private final Issued own = hosts.intermediate.issue(server());
    private final Handshaker conscrypt = Handshaker.by(Handshakes.fastest().provider());
    private int byConscrypt;
    private final PostureProbe probe = new PostureProbe(
            DnsLookup.NONE,
            Names.OF_SYSTEM,
            new Memory(),
            Optional.of(new Handshaker(
                    () -> {
                        byConscrypt++;
                        return conscrypt.sockets();
                    },
                    List.of(conscrypt.suites()))));

    @Test
    void a_server_that_is_known_is_met_by_the_faster_library_and_proves_itself_each_time() throws IOException {
        for (var version : List.of("TLSv1.3", "TLSv1.2")) {
            byConscrypt = 0;
            try (var site = site()) {
                site.speak(version);
                agree(site);
                var before = site.proofs();
                assertThat(byConscrypt).isZero();

                var first = look(site, NOW);
                var second = look(site, NOW);

                assertThat(byConscrypt).isEqualTo(2);
                assertThat(site.proofs() - before).isGreaterThanOrEqualTo(2);
                assertThat(second).isEqualTo(first);
                assertThat(seenAt(second)).contains(NOW);
            }
        }
    }

    @Test
    void a_server_that_shows_the_faster_library_something_new_is_met_by_javas_own() throws IOException {
        try (var site = site()) {
            agree(site);
            var renewed = hosts.intermediate.issue(server());
            site.show(hosts.chain(renewed), renewed.key());
            var before = site.connections();

            var sight = look(site, NOW.plus(MINUTE));

            assertThat(site.connections() - before).isEqualTo(1 + ALL_HANDSHAKES);
            assertThat(sight.leaves())
                    .singleElement()
                    .extracting(leaf -> leaf.certificate().serial())
                    .isEqualTo(renewed.certificate().getSerialNumber().toString(16));
        }
    }

    @Test
    void what_the_faster_library_stumbles_over_is_asked_of_javas_own() throws IOException {
        var stumbling = new PostureProbe(
                DnsLookup.NONE,
                Names.OF_SYSTEM,
                new Memory(),
                Optional.of(new Handshaker(
                        () -> {
                            throw new IllegalStateException("this library is out of order");
                        },
                        List.of())));
        try (var site = site()) {
            var target = hosts.target(BadHosts.HOST, site.port(), Profile.BASIC, RevocationLists.NONE);
            stumbling.look(target, NOW);
            stumbling.look(target, NOW);
            var known = stumbling.look(target, NOW);

            var next = stumbling.look(target, NOW.plus(MINUTE));

            assertThat(seenAt(next)).contains(NOW);
            assertThat(next.certificates()).isEqualTo(known.certificates());
            assertThat(next.whole()).isTrue();
        }
    }

    @Test
    void a_look_needs_one_handshake_once_three_agreed_on_all_others() throws IOException {
        try (var site = site()) {
            for (var look = 1; look <= 3; look++) {
                assertThat(seenAt(look(site, NOW.plus(MINUTE.multipliedBy(look)))))
                        .isEmpty();
                assertThat(site.connections()).isEqualTo(ALL_HANDSHAKES * look);
            }

            var next = look(site, NOW.plus(MINUTE.multipliedBy(4)));

            assertThat(seenAt(next)).contains(NOW.plus(MINUTE.multipliedBy(3)));
            assertThat(site.connections()).isEqualTo(ALL_HANDSHAKES * 3 + 1);
            assertThat(next.findings())
                    .filteredOn(finding -> Set.of("sectxt", "hsts.on-errors", "csp.present")
                            .contains(finding.check().id()))
                    .hasSize(3)
                    .noneMatch(finding -> finding.verdict() == PostureVerdict.UNTESTED);
        }
    }

    @Test
    void nothing_is_carried_for_an_hour() throws IOException {
        try (var site = site()) {
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
        try (var site = site()) {
            agree(site);
            assertThat(seenAt(look(site, NOW.plus(MINUTE)))).isPresent();

            var renewed = hosts.intermediate.issue(server());
            site.show(hosts.chain(renewed), renewed.key());
            assertThat(seenAt(look(site, NOW.plus(MINUTE)))).isEmpty();

            agree(site);
            assertThat(seenAt(look(site, NOW.plus(MINUTE)))).isPresent();
            site.speak("TLSv1.2");
            assertThat(seenAt(look(site, NOW.plus(MINUTE)))).isEmpty();
        }
    }

    @Test
    void what_is_critical_is_confirmed_by_a_look_that_asks_everything_itself() throws IOException {
        try (var site = site()) {
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
    void a_handshake_that_fails_leaves_nothing_to_carry() throws IOException {
        try (var site = site()) {
            agree(site);
            site.hangUp();

            var refused = look(site, NOW.plus(MINUTE));

            assertThat(refused.whole()).isFalse();
            assertThat(seenAt(refused)).isEmpty();
        }
    }

    private void agree(TlsSite site) {
        look(site, NOW);
        look(site, NOW);
        look(site, NOW);
    }

    private TlsSite site() throws IOException {
        return TlsSite.secure(
                hosts.chain(own),
                own.key(),
                path -> TlsSite.answer(200, "<p>" + path, "Content-Type: text/html", "Connection: keep-alive"));
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
