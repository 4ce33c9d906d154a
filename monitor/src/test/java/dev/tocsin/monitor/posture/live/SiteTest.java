package dev.tocsin.monitor.posture.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.monitor.Probe.HostAndPort;
import dev.tocsin.monitor.posture.Ca;
import dev.tocsin.monitor.posture.Ca.Order;
import dev.tocsin.monitor.posture.PosturePolicy;
import dev.tocsin.monitor.posture.PostureVerdict;
import dev.tocsin.monitor.posture.Profile;
import dev.tocsin.monitor.posture.certificate.Anchors;
import dev.tocsin.monitor.posture.certificate.RevocationLists;
import dev.tocsin.monitor.posture.dns.DnsLookup;
import dev.tocsin.monitor.posture.name.WebUrl;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class SiteTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final String HSTS = "Strict-Transport-Security: max-age=63072000; includeSubDomains";
    private final Ca root = Ca.root("Root", NOW);
    private final Ca.Issued own = root.issue(Order.server("site.test", NOW));

    @Test
    void the_way_from_plain_http_is_walked_to_where_it_leads() throws IOException {
        try (var secure = secure(path -> TlsSite.answer(200, "<p>hello", "Content-Type: text/html", HSTS));
                var plain = TlsSite.plain(
                        path -> TlsSite.answer(301, "", "Location: https://site.test:" + secure.port() + path))) {
            var sight = look("http://site.test:" + plain.port() + "/");

            assertThat(bad(sight, "redir.")).isEmpty();
            assertThat(bad(sight, "hsts.")).isEmpty();
            assertThat(sight.redirects().stream().map(hop -> hop.status())).contains(301, 200);
        }
    }

    @Test
    void content_over_plain_http_and_a_way_back_to_it_fail() throws IOException {
        try (var plain = TlsSite.plain(_ -> TlsSite.answer(200, "hello"));
                var secure = secure(_ -> TlsSite.answer(302, "", "Location: http://site.test:" + plain.port() + "/"))) {
            assertThat(bad(look("http://site.test:" + plain.port() + "/"), "redir."))
                    .contains("fail redir.https");
            assertThat(bad(look("https://site.test:" + secure.port() + "/"), "redir."))
                    .contains("fail redir.downgrade");
        }
    }

    @Test
    void what_a_page_says_and_sets_is_judged() throws IOException {
        UnaryOperator<String> pages = path -> switch (path) {
            case "/" ->
                TlsSite.answer(
                        200,
                        "<script src=http://a.example/x.js></script>",
                        "Content-Type: text/html",
                        "Set-Cookie: session=abc",
                        HSTS);
            case "/.well-known/security.txt" ->
                TlsSite.answer(200, "Contact: mailto:security@example.com\n", "Content-Type: text/plain");
            default -> TlsSite.answer(404, "");
        };
        try (var site = secure(pages)) {
            var sight = look("https://site.test:" + site.port() + "/");

            assertThat(bad(sight, ""))
                    .contains(
                            "fail mixed.active",
                            "fail cookie.secure",
                            "fail cookie.httponly",
                            "warn cookie.samesite",
                            "warn csp.present",
                            "warn hsts.on-errors",
                            "fail sectxt");
            assertThat(sight.grade().headers().score()).isLessThan(60);
        }
    }

    @Test
    void a_peer_that_answers_garbage_or_without_end_ends_nothing_but_its_own_checks() throws IOException {
        for (var answer : List.of(
                "",
                "nonsense\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "HTTP/1.1 200 OK\r\nX: " + "x".repeat(300_000) + "\r\n\r\n",
                "HTTP/1.1 100 Go\r\n\r\n".repeat(50),
                "HTTP/1.1 302 Go\r\nLocation: /\r\nContent-Length: 0\r\n\r\n")) {
            try (var site = secure(_ -> answer)) {
                var sight = look("https://site.test:" + site.port() + "/");

                assertThat(bad(sight, "tls.connect")).isEmpty();
                assertThat(bad(sight, "cert.")).isEmpty();
            }
        }
    }

    @Test
    void a_peer_that_speaks_without_ever_ending_costs_its_time_and_no_more() throws IOException {
        try (var tarpit = TlsSite.dripping()) {
            var sight = look("https://site.test:" + tarpit.port() + "/", Duration.ofMillis(400));

            assertThat(bad(sight, "tls.connect")).containsExactly("fail tls.connect");
            assertThat(sight.findings())
                    .anySatisfy(finding -> assertThat(finding.evidence()).startsWith("no answer within "));
        }
    }

    @Test
    void the_page_that_is_judged_is_where_the_way_ends_on_the_same_site() throws IOException {
        var other = root.issue(Order.server("www.site.test", NOW).names(List.of("site.test", "localhost")));
        try (var secure = TlsSite.secure(List.of(other.certificate()), other.key(), path -> switch (path) {
            case "/" -> TlsSite.answer(302, "", "Location: /home/", "Set-Cookie: session=a");
            case "/home/" -> TlsSite.answer(200, "<img src=http://a.example/x>", "Content-Type: text/html", HSTS);
            default -> TlsSite.answer(404, "");
        })) {
            var sight = look("https://site.test:" + secure.port() + "/");

            assertThat(sight.page()).isEqualTo("https://site.test:" + secure.port() + "/home/");
            assertThat(bad(sight, "mixed.")).containsExactly("warn mixed.passive");
            assertThat(bad(sight, "cookie.secure")).containsExactly("fail cookie.secure");
        }
    }

    @Test
    void what_another_site_serves_is_not_held_against_this_one() throws IOException {
        try (var other = secure(_ -> TlsSite.answer(200, "<img src=http://a.example/x>", "Set-Cookie: session=a"));
                var secure =
                        secure(_ -> TlsSite.answer(302, "", "Location: https://localhost:" + other.port() + "/"))) {
            var sight = look("https://site.test:" + secure.port() + "/");

            assertThat(sight.page()).isEqualTo("https://site.test:" + secure.port() + "/");
            assertThat(bad(sight, "mixed.")).isEmpty();
            assertThat(bad(sight, "cookie.")).isEmpty();
        }
    }

    @Test
    void the_json_has_the_fields_that_scripts_rely_on() throws IOException {
        try (var site = secure(_ -> TlsSite.answer(200, "hello", HSTS))) {
            var json = new ObjectMapper()
                    .readTree(PostureJson.of(look("https://site.test:" + site.port() + "/"))
                            .toString());

            assertThat(json.fieldNames())
                    .toIterable()
                    .containsExactly(
                            "target",
                            "at",
                            "grade",
                            "transport",
                            "headers",
                            "coverage",
                            "findings",
                            "certificates",
                            "addresses",
                            "redirects",
                            "page");
            assertThat(json.get("at").textValue()).isEqualTo("2026-11-25T12:00:00Z");
            assertThat(json.get("findings").get(0).fieldNames())
                    .toIterable()
                    .contains("check", "verdict", "severity", "summary", "evidence", "reference", "fix", "since");
            assertThat(json.get("certificates").get(0).get("sans").get(0).textValue())
                    .isEqualTo("site.test");
        }
    }

    @Test
    void a_name_that_does_not_resolve_is_no_verdict() {
        var sight = look("https://posture-test.invalid/");

        assertThat(sight.blind()).isTrue();
        assertThat(sight.findings()).allMatch(finding -> finding.verdict() == PostureVerdict.UNTESTED);
    }

    private TlsSite secure(UnaryOperator<String> answers) throws IOException {
        return TlsSite.secure(List.of(own.certificate()), own.key(), answers);
    }

    private PostureSight look(String text) {
        return look(text, Duration.ofSeconds(10));
    }

    private PostureSight look(String text, Duration time) {
        var url = WebUrl.parse(text).orElseThrow();
        var place = Optional.of(HostAndPort.parse("127.0.0.1:" + url.port()))
                .filter(_ -> url.host().equals("site.test"));
        return new PostureProbe(DnsLookup.NONE)
                .look(
                        new PostureTarget(
                                url,
                                place,
                                PosturePolicy.of(Profile.BASIC),
                                Anchors.of(List.of(root.certificate())),
                                RevocationLists.NONE,
                                Optional.empty(),
                                false,
                                time),
                        NOW);
    }

    private static List<String> bad(PostureSight sight, String prefix) {
        return sight.findings().stream()
                .filter(finding -> finding.verdict().compareTo(PostureVerdict.WARN) >= 0
                        && finding.check().id().startsWith(prefix))
                .map(finding -> finding.verdict().word() + " " + finding.check().id())
                .toList();
    }
}
