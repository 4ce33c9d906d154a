package dev.tocsin.monitor.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.HttpFacts.Redirect;
import dev.tocsin.monitor.Observation;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedirectTest {

    private static final String FINE = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private static Peer leadingTo(String location) {
        return Peer.saying(redirect(location));
    }

    private static String redirect(String location) {
        return "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n";
    }

    @Test
    void a_redirect_is_walked_and_written_down() {
        try (var shop = Peer.saying(FINE);
                var door = leadingTo(shop.url() + "shop?key=1")) {
            var seen = Looks.at(door.url()).contains("ok").look();

            assertThat(seen).isInstanceOf(Observation.Passed.class);
            assertThat(seen.reason()).endsWith(", after 1 redirect");
            assertThat(seen.evidence().address()).isEqualTo("127.0.0.1:" + shop.port());
            assertThat(seen.evidence().http().orElseThrow().redirects())
                    .containsExactly(new Redirect(URI.create(door.url()), 302, shop.url() + "shop?key=1"));
        }
    }

    @Test
    void a_redirect_that_is_not_followed_is_judged_itself() {
        try (var door = leadingTo("/elsewhere")) {
            var seen = Looks.at(door.url()).follow(0).look();

            assertThat(seen.reason()).isEqualTo("status 302, expected 200-299");
            assertThat(seen.evidence().http().orElseThrow().redirects()).isEmpty();
            assertThat(Looks.at(door.url()).follow(0).status("302").look()).isInstanceOf(Observation.Passed.class);
        }
    }

    @Test
    void endless_redirects_stop_at_the_limit() {
        var step = new AtomicInteger();
        try (var door = Peer.that((_, in, out) -> {
            Peer.request(in);
            out.write(redirect("/" + step.incrementAndGet()).getBytes(UTF_8));
        })) {
            var seen = Looks.at(door.url()).follow(3).look();

            assertThat(seen).isInstanceOf(Observation.Failed.class);
            assertThat(seen.reason())
                    .isEqualTo("too many redirects, stopped after 3 redirects (the next leads to " + door.url() + "4)");
            assertThat(step).hasValue(4);
        }
    }

    @Test
    void a_loop_stops_at_the_limit_and_is_called_one() {
        try (var door = leadingTo("/")) {
            var seen = Looks.at(door.url()).follow(2).look();

            assertThat(seen.reason())
                    .isEqualTo("redirects go in a loop, stopped after 2 redirects (back to " + door.url() + ")");
            assertThat(door.requests()).hasSize(3);
        }
    }

    @Test
    void redirects_share_the_one_deadline() {
        try (var door = Peer.that((_, in, out) -> {
            Peer.request(in);
            Thread.sleep(150);
            out.write(redirect("/again").getBytes(UTF_8));
        })) {
            var seen = Looks.at(door.url()).follow(100).look(Looks.SOON);

            assertThat(seen.reason()).startsWith("no answer within 400 ms");
            assertThat(door.requests()).hasSizeBetween(1, 3);
        }
    }

    @Test
    void a_redirect_to_another_scheme_fails() {
        try (var door = leadingTo("ftp://files.example/")) {
            assertThat(Looks.at(door.url()).look().reason())
                    .isEqualTo("redirect leads to \"ftp://files.example/\", which is no http or https address");
        }
    }

    @Test
    void another_origin_is_told_no_secret() {
        try (var stranger = Peer.saying(FINE);
                var door = leadingTo(stranger.url())) {
            Looks.at(door.url())
                    .header("Authorization", "Bearer geheim")
                    .header("X-Key", "geheim")
                    .look();

            assertThat(door.requests().getFirst()).contains("Bearer geheim");
            assertThat(stranger.requests().getFirst()).doesNotContain("geheim").contains("User-Agent: Tocsin");
        }
    }

    @Test
    void the_same_origin_keeps_its_headers() {
        var hop = new AtomicInteger();
        var second = new String[1];
        try (var door = Peer.that((_, in, out) -> {
            var request = Peer.request(in);
            if (hop.getAndIncrement() > 0) {
                second[0] = request;
            }
            out.write((hop.get() > 1 ? FINE : redirect("/next")).getBytes(UTF_8));
        })) {
            Looks.at(door.url()).header("X-Key", "geheim").look();

            assertThat(second[0]).contains("X-Key: geheim");
        }
    }

    @Test
    void after_303_a_post_becomes_a_get_and_after_307_it_stays() {
        for (var status : new String[] {"303", "307"}) {
            try (var shop = Peer.saying(FINE);
                    var door = Peer.saying(
                            "HTTP/1.1 " + status + " x\r\nLocation: " + shop.url() + "\r\nContent-Length: 0\r\n\r\n")) {
                Looks.at(door.url()).method("POST").look();

                assertThat(shop.requests().getFirst()).startsWith(status.equals("303") ? "GET " : "POST ");
            }
        }
    }

    @Test
    void leaving_encryption_is_allowed_and_told(@TempDir Path folder) {
        var authority = new Authority("Root");
        var tls = authority.identity("shop.example").tls();
        try (var plain = Peer.saying(FINE);
                var door = Peer.saying(redirect(plain.url()), tls, "TLSv1.3")) {
            var seen = Looks.at("https://shop.example/")
                    .connectTo("127.0.0.1:" + door.port())
                    .trust(authority.pem(folder))
                    .look();

            assertThat(seen).isInstanceOf(Observation.Passed.class);
            assertThat(seen.reason()).endsWith(", after 1 redirect, one from https to http");
            assertThat(seen.evidence().tls()).as("the last hop had none").isEmpty();
        }
    }
}
