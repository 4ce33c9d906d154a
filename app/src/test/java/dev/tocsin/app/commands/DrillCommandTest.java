package dev.tocsin.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tocsin.app.edge.Tokens;
import dev.tocsin.db.MovableClock;
import dev.tocsin.db.TestDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// The command against a server on the loopback address that says what it was told to.
class DrillCommandTest {
    private static final String HEAD = """
            {"id": 12, "severity": "critical", "policy": "default", "openedAt": "2026-03-04T14:05:00Z",
             "acknowledgedBy": %s, "acknowledgedAt": %s, "resolvedBy": null, "resolvedAt": null, "timeline": [
            """;
    private static final String OPENED = "{\"at\": \"2026-03-04T14:05:00Z\", \"kind\": \"opened\"}";
    private static final String PAGED = """
            , {"at": "2026-03-04T14:05:00.100Z", "kind": "paged", "responder": "ana", "channel": "sms, email after 3 min",
               "stage": "step 1 of 2", "because": "on call in primary"}
            """;
    private static final String ACCEPTED = """
            , {"at": "2026-03-04T14:05:00.400Z", "kind": "delivered", "responder": "ana", "channel": "sms", "state": "accepted"}
            """;
    private static final String ANSWERED = """
            , {"at": "2026-03-04T14:06:10Z", "kind": "acknowledged", "by": "ana", "via": "sms"}
            """;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-04T14:05:00Z"));
    private final FakeHouse house = new FakeHouse();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> answers = new ArrayList<>();
    private final Map<String, String> environment = Map.of("TOCSIN_TOKEN", "tcn_from_outside");
    private int status = 200;
    private HttpServer server;
    private String out = "";
    private String err = "";

    @BeforeEach
    void begin() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
        answers.add(shown(OPENED));
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    @Test
    void each_step_is_shown_as_it_happens_and_an_answer_proves_it() {
        answers.add(shown(OPENED + PAGED));
        answers.add(shown(OPENED + PAGED + ACCEPTED));
        answers.add(answered(OPENED + PAGED + ACCEPTED + ANSWERED));

        assertThat(drill("--url", url())).isZero();

        assertThat(out.lines())
                .containsExactly(
                        "Drill #12 is open: severity critical, policy default.",
                        "   0.1 s  paging ana by sms, email after 3 min: step 1 of 2, on call in primary",
                        "   0.4 s  sms to ana accepted",
                        "1 min 10 s  acknowledged by ana, via sms",
                        "Proven: ana answered after 1 min 10 s.");
        assertThat(asked.getFirst()).startsWith("POST /api/v1/incidents/drill Bearer tcn_from_outside {");
        assertThat(asked.getLast()).startsWith("POST /api/v1/incidents/12/resolve ");
    }

    @Test
    void an_answer_that_overtakes_the_providers_word_does_not_hide_that_the_page_was_accepted() {
        answers.add(answered(OPENED + PAGED + ANSWERED, "sending"));
        answers.add(answered(OPENED + PAGED + ANSWERED + ACCEPTED, "accepted"));

        assertThat(drill("--url", url())).isZero();

        assertThat(out).contains("acknowledged by ana, via sms", "sms to ana accepted", "Proven: ana answered after");
    }

    @Test
    void a_page_of_which_nothing_is_heard_does_not_hold_up_the_proof() {
        answers.add(answered(OPENED + PAGED + ANSWERED, "sending"));

        assertThat(drill("--url", url())).isZero();

        assertThat(out).contains("Proven: ana answered after");
    }

    @Test
    void nobody_who_answers_in_time_is_a_no_and_the_drill_is_resolved() {
        answers.add(shown(OPENED + PAGED + ACCEPTED));

        assertThat(drill("--url", url(), "--timeout", "1m")).isEqualTo(Exit.NO);

        assertThat(out).contains("Not proven: nobody answered within 1 min 0 s, though a provider took the page.");
        assertThat(asked.getLast()).startsWith("POST /api/v1/incidents/12/resolve ");
    }

    @Test
    void where_no_provider_took_a_page_it_says_so() {
        answers.add(shown(OPENED + PAGED));

        assertThat(drill("--url", url(), "--timeout", "1m")).isEqualTo(Exit.NO);

        assertThat(out).contains("and no provider took a page.");
    }

    @Test
    void severity_and_policy_are_chosen_by_whoever_asks() {
        answers.add(answered(OPENED + ANSWERED));

        drill("--url", url(), "--severity", "minor", "--policy", "night");

        assertThat(asked.getFirst()).contains("\"severity\":\"minor\"", "\"policy\":\"night\"");
    }

    @Test
    void what_the_server_refuses_is_told_in_its_words_and_could_not_be_told() {
        status = 422;
        answers.set(0, "{\"detail\": \"there is no policy \\\"night\\\"\"}");

        assertThat(drill("--url", url(), "--policy", "night")).isEqualTo(Exit.COULD_NOT_TELL);

        assertThat(err).contains("says 422: there is no policy \"night\"");
    }

    @Test
    void a_server_that_is_not_there_could_not_be_asked() {
        server.stop(0);

        assertThat(drill("--url", url())).isEqualTo(Exit.COULD_NOT_TELL);

        assertThat(err).contains("does not answer");
    }

    @Test
    void a_server_that_goes_away_in_the_middle_leaves_the_matter_open() {
        answers.add("gone");

        assertThat(drill("--url", url(), "--timeout", "30s")).isEqualTo(Exit.COULD_NOT_TELL);

        assertThat(out).contains("It is still open");
        assertThat(err).contains("does not answer (status 503)");
    }

    @Test
    void on_the_servers_own_machine_a_token_is_made_for_it_and_ends_with_it() {
        answers.add(answered(OPENED + ANSWERED));
        try (var postgres = TestDatabase.create()) {
            var tokens = new Tokens(postgres.database(), clock);
            house.tokens = Optional.of(tokens);
            house.address = URI.create(url());

            assertThat(drill()).isZero();

            assertThat(tokens.list())
                    .singleElement()
                    .satisfies(token -> assertThat(token.revokedAt()).isPresent());
            assertThat(asked.getFirst()).contains("Bearer tcn_").doesNotContain("outside");
        }
    }

    @Test
    void wrong_usage_is_told_before_anybody_is_paged() {
        assertThat(drill("--url", "status.example.com")).isEqualTo(2);
        assertThat(drill("--token", "x")).isEqualTo(2);
        assertThat(drill("--url", url(), "--timeout", "25h")).isEqualTo(2);

        assertThat(asked).isEmpty();
    }

    /// Each look gets the next answer, and the last one again and again; `gone` is a fault of the server.
    private void serve(HttpExchange exchange) throws IOException {
        var sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add("%s %s %s %s"
                .formatted(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI(),
                        exchange.getRequestHeaders().getFirst("Authorization"),
                        sent));
        var answer = answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
        var bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.equals("gone") ? 503 : status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String shown(String timeline) {
        return HEAD.formatted("null", "null") + timeline + "]}";
    }

    private static String answered(String timeline) {
        return HEAD.formatted("\"ana\"", "\"2026-03-04T14:06:10Z\"") + timeline + "]}";
    }

    private static String answered(String timeline, String delivery) {
        return HEAD.formatted("\"ana\"", "\"2026-03-04T14:06:10Z\"")
                + timeline
                + "], \"pages\": [{\"state\": \"%s\"}]}".formatted(delivery);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    private int drill(String... arguments) {
        var printed = new StringWriter();
        var complaints = new StringWriter();
        var command = new DrillCommand(house, clock, environment, new Terminal(false, false), clock::advance);
        var exit = new CommandLine(command)
                .setOut(new PrintWriter(printed, true))
                .setErr(new PrintWriter(complaints, true))
                .setExecutionExceptionHandler((fault, line, result) -> {
                    line.getErr().println(fault.getMessage());
                    return fault instanceof Refusal refusal ? refusal.exit() : 99;
                })
                .execute(arguments);
        out = printed.toString();
        err = complaints.toString();
        return exit;
    }
}
