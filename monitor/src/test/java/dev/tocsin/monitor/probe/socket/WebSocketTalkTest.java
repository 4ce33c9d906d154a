package dev.tocsin.monitor.probe.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.WebSocketFacts;
import dev.tocsin.monitor.probe.Authority;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebSocketTalkTest {

    @TempDir
    private static Path folder;

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void silence_the_server() {
        Logger.getLogger(MockWebServer.class.getName()).setLevel(Level.OFF);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /// Greets, and gives each message back.
    private static final class Echo extends WebSocketListener {

        @Override
        public void onOpen(WebSocket socket, Response response) {
            socket.send("welcome");
        }

        @Override
        public void onMessage(WebSocket socket, String text) {
            socket.send("you said " + text);
            socket.send(ByteString.encodeUtf8("in bytes " + text));
        }

        @Override
        public void onClosing(WebSocket socket, int code, String reason) {
            socket.close(code, reason);
        }
    }

    private Dialogues upgraded(WebSocketListener listener) throws IOException {
        return answering(new MockResponse.Builder().webSocketUpgrade(listener).build());
    }

    private Dialogues answering(MockResponse answer) throws IOException {
        server.enqueue(answer);
        server.start();
        return Dialogues.with(server.getPort());
    }

    private static MockResponse status(int code) {
        return new MockResponse.Builder().code(code).build();
    }

    @Test
    void an_upgrade_alone_passes() throws Exception {
        var seen = upgraded(new Echo()).webSocket("ws").passes();

        assertThat(seen.reason()).startsWith("upgraded to a WebSocket in ");
        assertThat(seen.evidence().facts()).hasValue(new WebSocketFacts(101, "", 0, Optional.empty()));
        assertThat(seen.evidence().timings().connect()).isPresent();
        assertThat(seen.evidence().timings().firstByte()).isPresent();
        var request = server.takeRequest();
        assertThat(request.getHeaders().get("Host")).isEqualTo("127.0.0.1:" + server.getPort());
        assertThat(request.getHeaders().get("Sec-WebSocket-Extensions")).isNull();
    }

    @Test
    void a_dialogue_is_held_message_by_message() throws Exception {
        var seen = upgraded(new Echo())
                .header("X-Key", "k")
                .expect("^welcome$")
                .send("one")
                .expect("^you said one$")
                .expect("bytes (one)")
                .webSocket("ws")
                .passes();

        assertThat(seen.evidence().checks())
                .extracting("actual")
                .containsExactly("\"welcome\"", "\"you said one\"", "\"bytes one\"");
        assertThat(server.takeRequest().getHeaders().get("X-Key")).isEqualTo("k");
    }

    @Test
    void what_is_not_waited_for_is_passed_over() throws Exception {
        upgraded(new Echo()).send("one").expect("bytes one").webSocket("ws").passes();
    }

    @Test
    void in_tls_the_certificate_is_seen_and_the_host_is_named_as_ever() throws Exception {
        var authority = new Authority("Test Root");
        server.useHttps(authority.identity("shop.example").tls().getSocketFactory());

        var seen = upgraded(new Echo())
                .named("shop.example", authority.pem(folder))
                .expect("welcome")
                .webSocket("wss")
                .passes();

        assertThat(seen.evidence().tls().orElseThrow().trusted()).isTrue();
        assertThat(seen.evidence().tls().orElseThrow().certificates()).hasSize(1);
        assertThat(server.takeRequest().getHeaders().get("Host")).isEqualTo("shop.example:" + server.getPort());
    }

    @Test
    void a_stranger_is_not_asked_for_an_upgrade() throws Exception {
        var authority = new Authority("Test Root");
        server.useHttps(authority.identity("other.example").tls().getSocketFactory());

        var seen = upgraded(new Echo())
                .named("shop.example", authority.pem(folder))
                .webSocket("wss")
                .fails();

        assertThat(seen.reason()).isEqualTo("certificate is for other.example, not shop.example");
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void a_refusal_is_told_by_its_status() throws Exception {
        var seen = answering(status(403)).webSocket("ws").fails();

        assertThat(seen.reason()).isEqualTo("status 403, expected the upgrade to a WebSocket (101)");
        assertThat(((WebSocketFacts) seen.evidence().facts().orElseThrow()).status())
                .isEqualTo(403);
    }

    @Test
    void a_server_that_asks_to_be_asked_again_is_not() throws Exception {
        var again = new MockResponse.Builder()
                .code(503)
                .addHeader("Retry-After", "0")
                .build();

        assertThat(answering(again).webSocket("ws").fails().reason())
                .isEqualTo("status 503, expected the upgrade to a WebSocket (101)");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void a_redirect_is_an_answer_like_any_other() throws Exception {
        var elsewhere = new MockResponse.Builder()
                .code(302)
                .addHeader("Location", "/other")
                .build();

        assertThat(answering(elsewhere).webSocket("ws").fails().reason())
                .isEqualTo("status 302, expected the upgrade to a WebSocket (101)");
    }

    @Test
    void a_peer_that_closes_instead_of_answering_is_quoted() throws Exception {
        var seen = upgraded(new WebSocketListener() {
                    @Override
                    public void onOpen(WebSocket socket, Response response) {
                        socket.close(1013, "come back later");
                    }
                })
                .expect("welcome")
                .webSocket("ws")
                .fails();

        assertThat(seen.reason())
                .isEqualTo("peer closed the WebSocket with code 1013 \"come back later\" while we waited for a message "
                        + "with /welcome/ after the upgrade");
    }

    @Test
    void a_peer_silent_after_the_upgrade_costs_its_deadline_and_is_told_as_such() throws Exception {
        var seen = upgraded(new WebSocketListener() {})
                .expect("welcome")
                .webSocket("ws")
                .failsAtTheDeadline();

        assertThat(seen.reason())
                .matches("no answer within 400 ms \\(waiting for a message with /welcome/ after the upgrade, "
                        + "after \\d+ bytes\\)");
        assertThat(seen.evidence().checks()).singleElement().returns("nothing came", check -> check.actual());
        assertThat(((WebSocketFacts) seen.evidence().facts().orElseThrow()).status())
                .isEqualTo(101);
    }
}
