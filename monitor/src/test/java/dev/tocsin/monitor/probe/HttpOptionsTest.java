package dev.tocsin.monitor.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Secret;
import dev.tocsin.monitor.HttpExpectation;
import dev.tocsin.monitor.HttpOptions;
import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.Probe;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class HttpOptionsTest {

    private static final String FINE = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private static String redirect(int status, String location) {
        return "HTTP/1.1 " + status + " x\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n";
    }

    @Test
    void a_body_is_sent_in_utf_8_as_it_stands() {
        var bodies = new CopyOnWriteArrayList<String>();
        try (var peer = Peer.that((_, in, out) -> {
            var head = Peer.request(in);
            assertThat(head).startsWith("POST / HTTP/1.1").contains("Content-Type: application/json\r\n");
            bodies.add(new String(in.readNBytes("{\"q\":\"é\"}".getBytes(UTF_8).length), UTF_8));
            Peer.say(out, FINE);
        })) {
            var seen = Looks.at(peer.url())
                    .method("POST")
                    .header("Content-Type", "application/json")
                    .body("{\"q\":\"é\"}")
                    .look();

            assertThat(seen).isInstanceOf(Observation.Passed.class);
            assertThat(bodies).containsExactly("{\"q\":\"é\"}");
        }
    }

    @Test
    void credentials_are_sent_and_never_printed() {
        try (var peer = Peer.saying(FINE)) {
            Looks.at(peer.url()).basic("ana", "geheim").look();
            Looks.at(peer.url()).bearer("t0ken").look();

            assertThat(peer.requests().get(0)).contains("Authorization: Basic YW5hOmdlaGVpbQ==\r\n");
            assertThat(peer.requests().get(1)).contains("Authorization: Bearer t0ken\r\n");
        }
        var options = new HttpOptions(
                Optional.of(new Secret("geheim-body")),
                Optional.of(new HttpOptions.Auth.Basic("ana", new Secret("geheim-basic"))),
                true,
                Optional.empty(),
                Optional.empty(),
                HttpOptions.IpFamily.ANY,
                HttpOptions.HttpVersion.HTTP_1_1);
        var probe = new Probe.Http(
                URI.create("https://ana:geheim-url@shop.example/"),
                "POST",
                Map.of("X-Key", "geheim-header"),
                HttpExpectation.ANY_SUCCESS,
                5,
                Optional.empty(),
                Optional.empty(),
                options);
        assertThat(List.of(probe.toString(), probe.target(), options.toString()))
                .allSatisfy(text -> assertThat(text).doesNotContain("geheim"));
        assertThat(probe.target()).isEqualTo("https://shop.example/");
    }

    @Test
    void a_token_that_cannot_be_sent_is_our_fault_and_not_told() {
        var seen = Looks.at("http://127.0.0.1:1/").bearer("gehe\nim").look();

        assertThat(seen).isInstanceOf(Observation.Inconclusive.class);
        assertThat(seen.reason()).contains("Authorization").doesNotContain("gehe");
    }

    @Test
    void another_origin_is_told_neither_credentials_nor_cookies_nor_body() {
        for (var status : new int[] {301, 302, 303, 307, 308}) {
            try (var stranger = Peer.saying(FINE);
                    var door = Peer.saying(redirect(status, stranger.url()))) {
                Looks.at(door.url())
                        .method("POST")
                        .basic("ana", "geheim")
                        .header("Cookie", "session=geheim")
                        .body("geheim")
                        .look();

                assertThat(door.requests().getFirst()).contains("Authorization: Basic", "Cookie: session=geheim");
                assertThat(stranger.requests().getFirst())
                        .doesNotContain("geheim", "Authorization", "Cookie", "Basic")
                        .doesNotContain("Content-Length: 6");
            }
        }
    }

    @Test
    void back_at_its_origin_a_look_stays_without_credentials() {
        var doors = new CopyOnWriteArrayList<String>();
        var stranger = new String[1];
        try (var door = Peer.that((_, in, out) -> {
                    doors.add(Peer.request(in));
                    Peer.say(out, doors.size() == 1 ? redirect(302, stranger[0]) : FINE);
                });
                var between = Peer.saying(redirect(302, door.url() + "home"))) {
            stranger[0] = between.url();

            var seen = Looks.at(door.url()).bearer("geheim").look();

            assertThat(seen).isInstanceOf(Observation.Passed.class);
            assertThat(doors.get(1)).startsWith("GET /home").doesNotContain("geheim");
        }
    }

    @Test
    void the_same_origin_gets_the_body_again_where_the_redirect_says_so() {
        var bodies = new CopyOnWriteArrayList<String>();
        try (var door = Peer.that((_, in, out) -> {
            var head = Peer.request(in);
            bodies.add(head.startsWith("POST") ? new String(in.readNBytes(4), UTF_8) : "");
            Peer.say(out, bodies.size() == 1 ? redirect(307, "/a") : bodies.size() == 2 ? redirect(303, "/b") : FINE);
        })) {
            var seen = Looks.at(door.url()).method("POST").body("ping").look();

            assertThat(seen).isInstanceOf(Observation.Passed.class);
            assertThat(bodies).containsExactly("ping", "ping", "");
        }
    }
}
