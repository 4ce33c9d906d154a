package dev.tocsin.statuspage.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.db.MovableClock;
import dev.tocsin.statuspage.Board;
import dev.tocsin.statuspage.ExampleBoard;
import dev.tocsin.statuspage.SeededBoard;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadyPagesTest {
    private static final int LEFT = 421;
    private final Board board =
            ExampleBoard.make().at(URI.create("https://status.example.com")).board();
    private final MovableClock clock = new MovableClock(SeededBoard.NOW);
    private final StatusPages pages = new StatusPages(() -> board, board, clock);
    private final Server server = new Server();
    private final ServerConnector swift = connector();
    private final ServerConnector thorough = connector();
    private final Reader reader = new Reader();

    /// Says 421 to whatever is left to others.
    private static final class OrLeft extends Handler.Wrapper {
        private final Request.Handler ready;
        private final ServerConnector swift;

        private OrLeft(Request.Handler ready, ServerConnector swift, Handler rest) {
            super(rest);
            this.ready = ready;
            this.swift = swift;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            if (!swift.equals(request.getConnectionMetaData().getConnector())) {
                return super.handle(request, response, callback);
            }
            if (!ready.handle(request, response, callback)) {
                response.setStatus(LEFT);
                callback.succeeded();
            }
            return true;
        }
    }

    @BeforeEach
    void start() throws Exception {
        var rest = new SnapshotHandler(
                new Handler.Abstract() {
                    @Override
                    public boolean handle(Request request, Response response, Callback callback) {
                        return false;
                    }
                },
                pages::current,
                SnapshotHandler.Rest.NONE,
                _ -> true,
                List.of(),
                Set.of());
        server.setHandler(new OrLeft(new ReadyPages(pages), swift, rest));
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
        reader.close();
    }

    @Test
    void every_document_is_answered_as_it_would_have_been_the_long_way() throws Exception {
        for (var path : pages.current().paths()) {
            for (var coding : List.of("identity", "gzip", "br")) {
                var expected = reader.get(thorough, path, "Accept-Encoding", coding);
                var answer = reader.get(swift, path, "Accept-Encoding", coding);

                assertThat(answer.statusCode()).as(path).isEqualTo(200);
                assertThat(headers(answer)).as(path).isEqualTo(headers(expected));
                assertThat(answer.body()).as(path).isEqualTo(expected.body());
            }
        }
    }

    /// Nobody adds them later.
    @Test
    void every_document_carries_the_security_headers_by_itself() throws Exception {
        for (var path : pages.current().paths()) {
            reader.get(thorough, path);

            assertThat(reader.get(swift, path).headers().map().keySet())
                    .as(path)
                    .contains(
                            "x-content-type-options",
                            "referrer-policy",
                            "permissions-policy",
                            "cross-origin-opener-policy",
                            "content-security-policy",
                            "cache-control",
                            "strict-transport-security");
        }
    }

    @Test
    void a_reader_who_has_it_already_gets_no_body() throws Exception {
        var tag = reader.get(swift, "/").headers().firstValue("ETag").orElseThrow();

        var again = reader.get(swift, "/", "If-None-Match", tag);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void what_would_take_a_while_is_left_to_others() throws Exception {
        assertThat(reader.get(swift, "/", "Accept-Encoding", "br").statusCode())
                .as("not compressed yet")
                .isEqualTo(LEFT);
        assertThat(reader.get(swift, "/history").statusCode())
                .as("not written yet")
                .isEqualTo(LEFT);
        assertThat(reader.get(swift, "/nowhere").statusCode()).isEqualTo(LEFT);
        assertThat(reader.get(swift, "/components/..;/").statusCode()).isEqualTo(LEFT);
        assertThat(reader.send(Reader.request(swift, "/").POST(HttpRequest.BodyPublishers.ofString("x")))
                        .statusCode())
                .isEqualTo(LEFT);
        assertThat(reader.send(Reader.request(swift, "/").HEAD()).statusCode()).isEqualTo(LEFT);

        assertThat(reader.get(swift, "/").statusCode()).isEqualTo(200);
        clock.advance(Duration.between(clock.instant(), board.believableUntil()).plusMillis(1));
        assertThat(reader.get(swift, "/").statusCode()).as("believed no longer").isEqualTo(LEFT);
    }

    private ServerConnector connector() {
        var connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        connector
                .getConnectionFactory(HttpConnectionFactory.class)
                .getHttpConfiguration()
                .setUriCompliance(UriCompliance.UNSAFE);
        server.addConnector(connector);
        return connector;
    }

    private static Map<String, List<String>> headers(HttpResponse<?> answer) {
        var headers = new TreeMap<>(answer.headers().map());
        headers.remove("date");
        return headers;
    }
}
