package dev.tocsin.monitor.posture.live;

import static dev.tocsin.monitor.posture.live.BadHosts.expect;

import dev.tocsin.monitor.posture.Profile;
import dev.tocsin.monitor.posture.certificate.RevocationLists;
import dev.tocsin.monitor.posture.name.WebUrl;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BadPagesTest {
    private static final String HSTS = "Strict-Transport-Security: ";
    private final BadHosts hosts = new BadHosts();

    @Test
    void what_comes_over_plain_http_is_weighed_by_what_it_could_do() throws IOException {
        expect("mixed", "warn minor mixed.passive", html("<img src=http://a.example/x.png>"), "mixed.");
        expect("mixed favicon", "warn minor mixed.passive", html("<link rel=icon href=http://a.example/i>"), "mixed.");
        expect("mixed script", "fail major mixed.active", html("<script src=http://a.example/x></script>"), "mixed.");
        expect("mixed form", "fail major mixed.active", html("<form action=http://a.example/>"), "mixed.");
        expect(
                "very mixed",
                "fail major mixed.active, warn minor mixed.passive",
                html("<iframe src=http://a.example/></iframe><video src=http://a.example/v>"),
                "mixed.");
    }

    private PostureSight html(String body) throws IOException {
        return hosts.pages(Profile.BASIC, _ -> TlsSite.answer(200, body, "Content-Type: text/html"));
    }

    @Test
    void hsts_is_measured_by_what_was_declared() throws IOException {
        expect("hsts", "", hsts("max-age=15768000; includeSubDomains", Profile.BASIC), "hsts.");
        expect(
                "hsts, strict",
                "warn minor hsts.max-age",
                hsts("max-age=15768000; includeSubDomains", Profile.STRICT),
                "hsts.");
        expect("no hsts", "fail major hsts.present", html("hello"), "hsts.");
        expect(
                "preloaded hsts",
                "fail minor hsts.preload-eligible",
                hsts("max-age=31536000; includeSubDomains; preload", Profile.PRELOAD),
                "hsts.");
    }

    private PostureSight hsts(String value, Profile profile) throws IOException {
        return hosts.pages(profile, _ -> TlsSite.answer(200, "hello", HSTS + value));
    }

    @Test
    void plain_http_must_lead_away_from_itself() throws IOException {
        try (var plain = TlsSite.plain(_ -> TlsSite.answer(200, "<form><input type=password></form>"))) {
            expect("http", "fail major redir.https", plain(plain), "redir.");
        }
        try (var plain = TlsSite.plain(_ -> TlsSite.answer(301, "", "Location: https://" + BadHosts.HOST + ":9/"))) {
            expect("https everywhere", "", plain(plain), "redir.");
        }
        try (var plain = TlsSite.plain(_ -> TlsSite.answer(301, "", "Location: https://localhost:9/"))) {
            expect("upgrade elsewhere", "warn minor redir.first-hop, fail minor redir.chain", plain(plain), "redir.");
        }
    }

    private PostureSight plain(TlsSite site) {
        var target = hosts.target(BadHosts.HOST, site.port(), Profile.BASIC, RevocationLists.NONE);
        return hosts.look(new PostureTarget(
                WebUrl.parse("http://" + BadHosts.HOST + ":" + site.port() + "/")
                        .orElseThrow(),
                target.connectTo(),
                target.policy(),
                target.anchors(),
                target.lists(),
                Optional.empty(),
                false,
                target.time()));
    }
}
