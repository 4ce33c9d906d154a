package dev.tocsin.monitor.posture.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.posture.Ca;
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
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A name with three addresses, of which a visitor may meet any.
class EveryAddressTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final String HSTS = "Strict-Transport-Security: max-age=63072000";
    private static final String NOSNIFF = "X-Content-Type-Options: nosniff";
    private final Ca root = Ca.root("Root", NOW);
    private final Ca.Issued own = root.issue(Order.server("many.test", NOW));

    @Test
    void a_header_that_one_machine_of_three_forgets_is_found_and_counted() throws IOException {
        try (var first = at("127.0.0.1", 0, _ -> page(HSTS, NOSNIFF));
                var second = at("127.0.0.2", first.port(), _ -> page(NOSNIFF));
                var third = at("127.0.0.3", first.port(), _ -> page(HSTS))) {
            assertThat(third.port()).isEqualTo(second.port());
            var sight = look(first.port(), "127.0.0.1", "127.0.0.2", "127.0.0.3");

            var hsts = finding(sight, "hsts.present");
            assertThat(hsts.verdict()).isEqualTo(PostureVerdict.FAIL);
            assertThat(hsts.evidence()).isEqualTo("1 of 3 addresses: 127.0.0.2:" + first.port());
            assertThat(finding(sight, "xcto.nosniff").verdict()).isEqualTo(PostureVerdict.WARN);
            assertThat(finding(sight, "xcto.nosniff").evidence()).contains("1 of 3 addresses: 127.0.0.3");
            assertThat(sight.whole()).isTrue();
            assertThat(sight.leaves())
                    .singleElement()
                    .satisfies(leaf -> assertThat(leaf.at()).hasSize(3));
        }
    }

    @Test
    void cookies_are_judged_at_every_address_and_the_content_once() throws IOException {
        try (var first = at("127.0.0.1", 0, _ -> page(HSTS, "Set-Cookie: session=a; Secure; HttpOnly; SameSite=Lax"));
                var second = at("127.0.0.2", first.port(), _ -> page(HSTS, "Set-Cookie: session=a; Secure"))) {
            var sight = look(second.port(), "127.0.0.1", "127.0.0.2");

            assertThat(finding(sight, "cookie.secure").verdict()).isEqualTo(PostureVerdict.PASS);
            assertThat(finding(sight, "cookie.httponly").verdict()).isEqualTo(PostureVerdict.FAIL);
            assertThat(finding(sight, "cookie.httponly").evidence())
                    .contains("1 of 2 addresses: 127.0.0.2:" + first.port());
            assertThat(finding(sight, "mixed.active").verdict()).isEqualTo(PostureVerdict.PASS);
        }
    }

    @Test
    void a_look_is_not_whole_while_one_address_takes_no_connections() throws IOException {
        try (var first = at("127.0.0.1", 0, _ -> page(HSTS, NOSNIFF))) {
            var sight = look(first.port(), "127.0.0.1", "127.0.0.2");

            assertThat(sight.whole()).isFalse();
            assertThat(sight.silent()).isFalse();
            assertThat(finding(sight, "tls.connect").evidence()).contains("1 of 2 addresses: 127.0.0.2");
            assertThat(finding(sight, "hsts.present").verdict()).isEqualTo(PostureVerdict.PASS);
        }
    }

    private TlsSite at(String address, int port, UnaryOperator<String> answers) throws IOException {
        return TlsSite.secure(InetAddress.ofLiteral(address), port, List.of(own.certificate()), own.key(), answers);
    }

    private static String page(String... lines) {
        return TlsSite.answer(
                200,
                "<p>hello",
                Stream.concat(Stream.of("Content-Type: text/html"), Stream.of(lines))
                        .toArray(String[]::new));
    }

    private PostureSight look(int port, String... addresses) {
        Names names = (host, _) -> host.equals("many.test")
                ? Stream.of(addresses).map(InetAddress::ofLiteral).toList()
                : List.of();
        return new PostureProbe(DnsLookup.NONE, names, new Memory(), Optional.empty())
                .look(
                        new PostureTarget(
                                WebUrl.parse("https://many.test:" + port + "/").orElseThrow(),
                                Optional.empty(),
                                PosturePolicy.of(Profile.BASIC),
                                Anchors.of(List.of(root.certificate())),
                                RevocationLists.NONE,
                                Optional.empty(),
                                false,
                                Duration.ofSeconds(10)),
                        NOW);
    }

    private static Finding finding(PostureSight sight, String check) {
        return sight.findings().stream()
                .filter(finding -> finding.check().id().equals(check))
                .findFirst()
                .orElseThrow();
    }
}
