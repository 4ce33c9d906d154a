package dev.tocsin.statuspage.websub;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tocsin.db.MovableClock;
import dev.tocsin.statuspage.Board;
import dev.tocsin.statuspage.ExampleBoard;
import dev.tocsin.statuspage.SeededBoard;
import dev.tocsin.statuspage.web.Rendering;
import dev.tocsin.statuspage.web.Snapshot;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HubTest {
    private final MovableClock clock = new MovableClock(SeededBoard.NOW);
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private volatile int answer = 204;
    private Board board;
    private Snapshot snapshot;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            heard.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        server.start();
        show(ExampleBoard.make());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_hub_is_told_of_each_change_once() {
        var hub = new Hub(() -> board.settings(), () -> snapshot, clock);
        hub.follow();
        hub.follow();
        assertThat(heard)
                .containsExactly("hub.mode=publish"
                        + "&hub.url=https%3A%2F%2Fstatus.example.com%2Fde%2Fhistory.atom"
                        + "&hub.url=https%3A%2F%2Fstatus.example.com%2Fde%2Fhistory.rss"
                        + "&hub.url=https%3A%2F%2Fstatus.example.com%2Fhistory.atom"
                        + "&hub.url=https%3A%2F%2Fstatus.example.com%2Fhistory.rss");

        show(new SeededBoard().component("", "Shop", ""));
        hub.follow();
        assertThat(heard).hasSize(2);
    }

    @Test
    void one_that_fails_is_asked_again_after_half_a_minute() {
        var hub = new Hub(() -> board.settings(), () -> snapshot, clock);
        answer = 503;
        hub.follow();
        hub.follow();
        assertThat(heard).hasSize(1);

        answer = 202;
        clock.advance(Duration.ofSeconds(30));
        hub.follow();
        hub.follow();
        assertThat(heard).hasSize(2);
    }

    @Test
    void the_feeds_name_it_and_without_one_nobody_is_told() {
        assertThat(text("/history.atom")).contains("<link rel=\"hub\" href=\"http://127.0.0.1:");
        assertThat(text("/history.rss")).contains("<atom:link rel=\"hub\"");

        board = ExampleBoard.make().board();
        snapshot = new Rendering().render(board);
        new Hub(() -> board.settings(), () -> snapshot, clock).follow();
        assertThat(heard).isEmpty();
        assertThat(text("/history.atom")).doesNotContain("rel=\"hub\"");
    }

    private String text(String path) {
        return new String(snapshot.bytes(path).orElseThrow(), StandardCharsets.UTF_8);
    }

    private void show(SeededBoard seeded) {
        var hub = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        board = seeded.with(ExampleBoard.options(Optional.empty(), Optional.of(hub)))
                .board();
        snapshot = new Rendering().render(board);
    }
}
