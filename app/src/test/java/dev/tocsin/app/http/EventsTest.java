package dev.tocsin.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What other systems tell us, sent as they send it.
class EventsTest {
    private static final String FIRING = """
            {"version": "4", "status": "firing", "alerts": [{"status": "%s", "fingerprint": "ab12",
             "labels": {"alertname": "HighLatency", "severity": "%s"}, "annotations": {"summary": "%s"}}]}""";

    private final IncidentHouse house = new IncidentHouse();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void a_key_opens_one_incident_and_ends_it() throws Exception {
        assertThat(outcome(event("{\"key\": \"backup\", \"action\": \"trigger\", \"summary\": \"no space\"}")))
                .isEqualTo("opened");
        assertThat(outcome(event("{\"key\": \"backup\", \"action\": \"trigger\", \"summary\": \"no space\"}")))
                .isEqualTo("open already");
        assertThat(outcome(event("{\"key\": \"backup\", \"action\": \"trigger\", \"summary\": \"disk is full\"}")))
                .isEqualTo("changed");
        house.pages.pageDue();
        assertThat(house.json("/api/v1/incidents/2")
                        .path("pages")
                        .path(0)
                        .path("responder")
                        .asText())
                .isEqualTo("ana");

        assertThat(outcome(event("{\"key\": \"backup\", \"action\": \"resolve\"}")))
                .isEqualTo("resolved");

        var json = house.json("/api/v1/incidents/2");
        assertThat(json.path("status").asText()).isEqualTo("resolved");
        assertThat(json.path("summary").asText()).isEqualTo("disk is full");
        assertThat(json.path("timeline").findValuesAsText("kind"))
                .containsExactly("opened", "reworded", "paged", "resolved");
    }

    @Test
    void resolving_what_nobody_opened_is_fine_and_opens_nothing() throws Exception {
        var answer = event("{\"key\": \"nothing\", \"action\": \"resolve\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(outcome(answer)).isEqualTo("nothing open");
        assertThat(house.json("/api/v1/incidents").path("incidents")).hasSize(1);
    }

    @Test
    void an_event_cannot_end_what_something_else_has_opened() throws Exception {
        assertThat(outcome(event("{\"key\": \"shop\", \"action\": \"resolve\"}")))
                .isEqualTo("nothing open");
        assertThat(house.status()).isEqualTo("triggered");
    }

    @Test
    void a_graver_event_pages_anew_and_a_milder_one_leaves_it_as_bad_as_it_was() throws Exception {
        event("{\"key\": \"b\", \"action\": \"trigger\", \"summary\": \"s\", \"severity\": \"minor\"}");
        house.pages.pageDue();
        event("{\"key\": \"b\", \"action\": \"trigger\", \"summary\": \"s\", \"severity\": \"critical\"}");
        house.pages.pageDue();
        event("{\"key\": \"b\", \"action\": \"trigger\", \"summary\": \"s\", \"severity\": \"minor\"}");

        var json = house.json("/api/v1/incidents/2");
        assertThat(json.path("severity").asText()).isEqualTo("critical");
        assertThat(json.path("timeline").findValuesAsText("kind"))
                .containsExactly("opened", "paged", "worsened", "paged");
    }

    @Test
    void an_alert_is_one_incident_whatever_its_words_become() throws Exception {
        assertThat(outcome(alert(FIRING.formatted("firing", "critical", "3 s"))))
                .isEqualTo("opened");
        assertThat(outcome(alert(FIRING.formatted("firing", "critical", "4 s"))))
                .isEqualTo("changed");
        assertThat(house.json("/api/v1/incidents?open=true").path("incidents")).hasSize(2);

        assertThat(outcome(alert(FIRING.formatted("resolved", "critical", "4 s"))))
                .isEqualTo("resolved");

        assertThat(house.json("/api/v1/incidents?open=true").path("incidents")).hasSize(1);
    }

    @Test
    void what_is_refused_is_kept_with_the_reason() throws Exception {
        Served.assertProblem(event("{\"key\": \"b\", \"action\": \"poke\"}"), 422, "trigger, resolve");
        Served.assertProblem(event("{\"key\""), 400, "");
        Served.assertProblem(alert("{\"version\": \"3\"}"), 400, "version 4");

        var kept = house.json("/api/v1/events").path("events");
        assertThat(kept.findValuesAsText("outcome"))
                .allMatch(outcome -> outcome.startsWith("refused: "))
                .hasSize(3);
    }

    @Test
    void a_body_over_256_kib_is_refused_naming_the_limit() throws Exception {
        Served.assertProblem(event("{\"key\": \"" + "x".repeat(260 * 1024) + "\"}"), 413, "256 KiB");
    }

    @Test
    void github_is_believed_by_its_signature_alone_and_no_secret_is_kept() throws Exception {
        var body = """
                {"action": "created", "repository": {"full_name": "acme/shop"},
                 "alert": {"number": 7, "secret": "made-here", "secret_type": "token"}}""";

        Served.assertProblem(
                house.github("secret_scanning_alert", body, "sha256=00"), 403, "integrations.github.secret");
        assertThat(outcome(house.github("secret_scanning_alert", body, signed(body))))
                .isEqualTo("opened");

        assertThat(house.json("/api/v1/incidents/2").path("severity").asText()).isEqualTo("critical");
        var kept = house.postgres
                .database()
                .transact(handle -> handle.createQuery("select body from inbound_event")
                        .mapTo(String.class)
                        .list());
        assertThat(kept).singleElement().asString().doesNotContain("made-here");
    }

    @Test
    void who_may_tell_of_events_may_not_read_and_the_other_way_round() throws Exception {
        Served.assertProblem(house.get("/api/v1/events", IncidentHouse.TELLER), 403, "scope");
        Served.assertProblem(house.post("/api/v1/events", IncidentHouse.READER), 403, "scope");
    }

    private static String signed(String body) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(IncidentHouse.GITHUB.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }

    private HttpResponse<String> event(String body) throws Exception {
        return house.tell("/api/v1/events", body);
    }

    private HttpResponse<String> alert(String body) throws Exception {
        return house.tell("/api/v1/integrations/alertmanager", body);
    }

    private static String outcome(HttpResponse<String> answer) throws Exception {
        JsonNode json = Served.json(answer);
        return json.path("events").path(0).path("outcome").asText();
    }
}
