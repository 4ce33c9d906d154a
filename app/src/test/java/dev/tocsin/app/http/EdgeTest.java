package dev.tocsin.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EdgeTest {
    @Test
    void who_has_the_scope_is_let_in() throws Exception {
        var answer = Served.send(Served.get("/bells/3").header("Authorization", "Bearer " + Served.GOOD));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Served.json(answer).path("name").asText()).isEqualTo("bell 3");
        assertThat(Served.json(answer).path("cast").asText()).isEqualTo("2026-01-05T09:00:00Z");
        assertThat(Served.json(answer).has("melted")).isTrue();
    }

    @Test
    void who_brings_no_token_is_asked_for_one() throws Exception {
        var answer = Served.send(Served.get("/bells/3"));

        Served.assertProblem(answer, 401, "Authorization: Bearer");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    }

    @Test
    void a_bad_token_is_refused_even_where_none_is_needed() throws Exception {
        var answer = Served.send(Served.get("/bells/public").header("Authorization", "Bearer nonsense"));

        Served.assertProblem(answer, 401, "unknown, expired or revoked");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer error=\"invalid_token\"");
    }

    @Test
    void another_scheme_than_bearer_is_refused() throws Exception {
        Served.assertProblem(
                Served.send(Served.get("/bells/public").header("Authorization", "Basic YTpi")),
                401,
                "only a bearer token");
    }

    @Test
    void who_lacks_the_scope_is_told_so() throws Exception {
        var answer = Served.send(Served.post("/bells", "{}").header("Authorization", "Bearer " + Served.GOOD));

        Served.assertProblem(answer, 403, "scope");
    }

    @Test
    void an_address_that_leads_nowhere_is_a_problem_too() throws Exception {
        Served.assertProblem(Served.send(Served.get("/nowhere")), 404, "");
    }

    @Test
    void a_wrong_method_names_the_right_ones() throws Exception {
        var answer = Served.send(Served.request("/bells/public").DELETE());

        Served.assertProblem(answer, 405, "");
        assertThat(answer.headers().firstValue("Allow").orElseThrow()).contains("GET");
    }

    @Test
    void a_wrong_content_type_is_refused() throws Exception {
        Served.assertProblem(
                Served.send(Served.post("/bells/ring", "a=b").setHeader("Content-Type", "text/plain")), 415, "");
    }

    @Test
    void a_body_that_is_no_json_names_the_line() throws Exception {
        Served.assertProblem(Served.send(Served.post("/bells/ring", "{\"times\":\n nine}")), 400, "line 2, column");
    }

    @Test
    void a_value_that_does_not_fit_is_named() throws Exception {
        Served.assertProblem(Served.send(Served.post("/bells/ring", "{\"times\": \"nine\"}")), 400, "times: \"nine\"");
    }

    @Test
    void a_value_that_our_record_refuses_gives_our_own_words() throws Exception {
        Served.assertProblem(
                Served.send(Served.post("/bells/ring", "{\"times\": 0}")),
                400,
                "0 times is silence, ring at least once");
    }

    @Test
    void a_body_that_is_missing_is_named() throws Exception {
        Served.assertProblem(Served.send(Served.post("/bells/ring", "")), 400, "body is empty");
        Served.assertProblem(Served.send(Served.post("/bells/ring", "null")), 400, "body is empty");
    }

    @Test
    void a_fault_of_ours_shows_an_id_and_nothing_else() throws Exception {
        var answer = Served.send(Served.get("/bells/broken"));

        Served.assertProblem(answer, 500, "the log tells it under problem ");
        assertThat(answer.body()).doesNotContain("clapper");
        assertThat(Served.json(answer).path("id").asText()).matches("[0-9a-f]{8}");
    }

    @Test
    void while_the_database_is_away_or_busy_the_caller_hears_when_to_come_again() throws Exception {
        var answer = Served.send(Served.get("/bells/away"));

        Served.assertProblem(answer, 503, "try again in some seconds");
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        assertThat(answer.body()).doesNotContain("belfry");
    }

    @Test
    void a_body_over_the_limit_is_refused_by_its_announced_length() throws Exception {
        Served.assertProblem(Served.send(Served.post("/bells/ring", "x".repeat(300_000))), 413, "256 KiB");
    }

    @Test
    void a_body_over_the_limit_is_refused_when_its_length_was_not_announced() throws Exception {
        var body = ("{\"times\": 1, \"x\": \"" + "x".repeat(300_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        var answer = Served.send(Served.request("/bells/ring")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));

        Served.assertProblem(answer, 413, "256 KiB");
    }

    /// What is not read of a body resets the connection when it is closed, and the reset may overtake the answer.
    @Test
    void a_caller_whose_body_is_refused_hears_so_and_may_go_on_by_the_same_connection() throws Exception {
        var body = "x".repeat(3_000_000);

        var answers = Served.raw("POST /bells/ring HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + body.length() + "\r\n\r\n" + body
                + "GET /bells/public HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answers).startsWith("HTTP/1.1 413 ").contains("HTTP/1.1 200 OK");
    }

    @Test
    void a_method_that_does_not_say_who_may_call_it_stops_the_start() {
        assertThatThrownBy(() -> Served.listener(Served.SETTINGS, new Bells.Forgetful(), handler -> handler))
                .hasMessageContaining("Forgetful.everything does not say who may call it");
    }

    @Test
    void a_scope_that_does_not_exist_stops_the_start() {
        assertThatThrownBy(() -> Served.listener(Served.SETTINGS, new Bells.Misspelt(), handler -> handler))
                .hasMessageContaining("Misspelt.everything allows \"bell:read\", which is no scope");
    }
}
