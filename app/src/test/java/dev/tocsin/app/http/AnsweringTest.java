package dev.tocsin.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Answering an incident over the API and by the link in a page, as a caller and a phone do: through the edge.
class AnsweringTest {
    private final IncidentHouse house = new IncidentHouse();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void an_incident_is_shown_with_its_timeline_and_who_is_next() throws Exception {
        var json = Served.json(house.get("/api/v1/incidents/1", IncidentHouse.READER));

        assertThat(json.path("status").asText()).isEqualTo("triggered");
        assertThat(json.path("timeline").findValuesAsText("kind")).containsExactly("opened", "paged");
        assertThat(json.path("pages").path(0).path("responder").asText()).isEqualTo("ana");
        assertThat(json.path("pages").path(0).path("state").asText()).isEqualTo("pending");
        // Her mail has not left yet, so nothing comes before it.
        assertThat(json.path("nextPage").path("responder").asText()).isEqualTo("ana");
        assertThat(json.path("heldBy").isNull()).isTrue();
    }

    @Test
    void acknowledging_twice_is_fine_and_acting_on_what_is_over_is_a_conflict() throws Exception {
        assertThat(house.post("/api/v1/incidents/1/acknowledge", IncidentHouse.WRITER)
                        .statusCode())
                .isEqualTo(200);
        assertThat(house.post("/api/v1/incidents/1/acknowledge", IncidentHouse.WRITER)
                        .statusCode())
                .isEqualTo(200);
        assertThat(house.post("/api/v1/incidents/1/resolve", IncidentHouse.WRITER)
                        .statusCode())
                .isEqualTo(200);

        Served.assertProblem(
                house.post("/api/v1/incidents/1/acknowledge", IncidentHouse.WRITER),
                409,
                "incident #1 is already resolved");
    }

    @Test
    void an_incident_that_is_not_there_is_not_found_and_a_wrong_scope_is_forbidden() throws Exception {
        Served.assertProblem(house.get("/api/v1/incidents/7", IncidentHouse.READER), 404, "there is no incident #7");
        Served.assertProblem(house.post("/api/v1/incidents/1/resolve", IncidentHouse.READER), 403, "scope");
        assertThat(house.get("/api/v1/incidents", "nobody").statusCode()).isEqualTo(401);
    }

    @Test
    void opening_the_link_shows_and_changes_nothing() throws Exception {
        var answer = house.get("/a/" + house.token(), "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("SHOP DOWN");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(house.status()).isEqualTo("triggered");
    }

    @Test
    void pressing_the_button_acknowledges_in_the_name_of_who_was_paged() throws Exception {
        var answer = house.press("action=acknowledge");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(house.status()).isEqualTo("acknowledged");
        assertThat(Served.json(house.get("/api/v1/incidents/1", IncidentHouse.READER))
                        .path("timeline")
                        .path(2)
                        .path("by")
                        .asText())
                .isEqualTo("ana");
    }

    @Test
    void a_link_nobody_was_given_and_an_act_there_is_not_do_nothing() throws Exception {
        assertThat(house.get("/a/0000000000000000000000000", "").statusCode()).isEqualTo(404);
        assertThat(house.press("action=delete").statusCode()).isEqualTo(400);
        assertThat(house.status()).isEqualTo("triggered");
    }

    @Test
    void a_week_after_the_end_the_link_is_gone() throws Exception {
        house.press("action=resolve");
        assertThat(house.get("/a/" + house.token(), "").statusCode()).isEqualTo(200);

        house.clock.advance(Duration.ofDays(8));

        assertThat(house.get("/a/" + house.token(), "").statusCode()).isEqualTo(404);
    }
}
