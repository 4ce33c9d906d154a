package dev.tocsin.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// The command against a server on the loopback address that remembers what it was told.
class UpdateCommandTest {
    private final List<String> asked = new ArrayList<>();
    private String answer = "{\"id\": \"update000001\", \"incident\": \"incident0001\", \"state\": \"published\"}";
    private int status = 201;
    private HttpServer server;
    private String out = "";
    private String err = "";

    @BeforeEach
    void begin() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    @Test
    void an_incident_is_opened_with_what_the_line_says() {
        assertThat(update(
                        "",
                        "open",
                        "Slow checkout",
                        "--body",
                        "We look.",
                        "--impact",
                        "minor",
                        "--component",
                        "Shop",
                        "--next-update",
                        "30m"))
                .isZero();

        assertThat(out).contains("Published.", "incident incident0001, update update000001");
        assertThat(asked)
                .containsExactly("POST /api/v1/updates Bearer tcn_from_outside {\"title\":\"Slow checkout\","
                        + "\"status\":\"investigating\",\"body\":\"We look.\",\"impact\":\"minor\","
                        + "\"components\":[\"Shop\"],\"nextUpdateIn\":\"30m\"}");
    }

    @Test
    void a_long_text_is_read_from_where_it_comes() {
        update("We learned.\nMuch.\n", "say", "incident0001", "--status", "postmortem", "--body", "-", "--draft");

        assertThat(asked.getFirst()).contains("\"body\":\"We learned.\\nMuch.\"", "\"draft\":true");
    }

    @Test
    void a_draft_says_how_it_is_published() {
        answer = "{\"id\": \"update000001\", \"incident\": \"incident0001\", \"state\": \"draft\"}";

        update("", "open", "Slow", "--body", "x", "--draft");

        assertThat(out).contains("tocsin update publish update000001");
    }

    @Test
    void a_draft_can_be_read_before_it_is_published() {
        answer = "{\"link\": \"https://status.example.com/preview/x\"}";

        assertThat(update("", "preview", "update000001")).isZero();
        assertThat(out.strip()).isEqualTo("https://status.example.com/preview/x");
        assertThat(asked.getFirst()).contains("/api/v1/updates/update000001/preview");
    }

    @Test
    void a_server_that_says_no_is_heard_in_its_own_words() {
        status = 409;
        answer = "{\"detail\": \"investigating cannot follow cancelled\"}";

        assertThat(update("", "publish", "update000001")).isEqualTo(1);
        assertThat(err).contains("investigating cannot follow cancelled");
    }

    @Test
    void what_is_no_id_goes_nowhere() {
        assertThat(update("", "publish", "../config/reload")).isEqualTo(64);
        assertThat(asked).isEmpty();
    }

    private int update(String in, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--url", "http://127.0.0.1:" + server.getAddress().getPort()));
        var written = new StringWriter();
        var complained = new StringWriter();
        var line = new CommandLine(new UpdateCommand(
                        new FakeHouse(),
                        Map.of("TOCSIN_TOKEN", "tcn_from_outside"),
                        new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8))))
                .setOut(new PrintWriter(written, true))
                .setErr(new PrintWriter(complained, true))
                .setExecutionExceptionHandler((fault, _, _) -> {
                    complained.append(String.valueOf(fault.getMessage()));
                    return fault instanceof Refusal refusal ? refusal.exit() : 70;
                })
                .setParameterExceptionHandler((fault, _) -> {
                    complained.append(String.valueOf(fault.getMessage()));
                    return Exit.USAGE;
                });
        var exit = line.execute(all.toArray(String[]::new));
        out = written.toString();
        err = complained.toString();
        return exit;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add("%s %s %s %s"
                    .formatted(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI(),
                            exchange.getRequestHeaders().getFirst("Authorization"),
                            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            var bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
