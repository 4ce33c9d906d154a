package dev.tocsin.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DrillResourceTest {
    private final IncidentHouse house = new IncidentHouse();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void a_drill_is_an_incident_that_says_so_and_pages_by_its_policy() throws Exception {
        var opened = Served.json(house.write("POST", "/api/v1/incidents/drill", "{\"policy\": \"night\"}"));
        house.pages.pageDue();

        assertThat(opened.path("drill").asBoolean()).isTrue();
        assertThat(opened.path("title").asText()).isEqualTo("DRILL");
        assertThat(opened.path("severity").asText()).isEqualTo("critical");
        var shown = Served.json(
                house.get("/api/v1/incidents/drill/" + opened.path("id").asLong(), IncidentHouse.WRITER));
        assertThat(shown.path("pages").findValuesAsText("responder")).containsExactly("bo");
        assertThat(house.json("/api/v1/incidents/1").path("drill").asBoolean()).isFalse();
    }

    @Test
    void a_second_drill_waits_until_the_first_is_over() throws Exception {
        house.write("POST", "/api/v1/incidents/drill", "");

        Served.assertProblem(
                house.write("POST", "/api/v1/incidents/drill", "{}"), 409, "a drill of policy \"default\" is open");
        house.post("/api/v1/incidents/2/resolve", IncidentHouse.WRITER);

        assertThat(house.write("POST", "/api/v1/incidents/drill", "{}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_policy_that_is_not_there_and_a_severity_that_is_none_are_refused() throws Exception {
        Served.assertProblem(
                house.write("POST", "/api/v1/incidents/drill", "{\"policy\": \"day\", \"severity\": \"huge\"}"),
                422,
                "there is no policy \"day\"");
    }

    @Test
    void whoever_watches_drills_sees_no_other_incident_and_readers_open_none() throws Exception {
        Served.assertProblem(house.get("/api/v1/incidents/drill/1", IncidentHouse.WRITER), 404, "#1");
        assertThat(house.post("/api/v1/incidents/drill", IncidentHouse.READER).statusCode())
                .isEqualTo(403);
    }

    @Test
    void drills_count_in_no_response_time() throws Exception {
        house.write("POST", "/api/v1/incidents/drill", "");
        house.post("/api/v1/incidents/2/acknowledge", IncidentHouse.WRITER);
        house.clock.advance(java.time.Duration.ofMinutes(1));

        var weeks = house.json("/api/v1/incidents/response-times").path("weeks");

        assertThat(weeks.findValuesAsText("service")).containsExactly("shop");
    }
}
