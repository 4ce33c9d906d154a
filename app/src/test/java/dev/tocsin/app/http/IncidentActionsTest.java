package dev.tocsin.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incidents.Severity;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What people do to an incident over the API beside answering it.
class IncidentActionsTest {
    private final IncidentHouse house = new IncidentHouse();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void snoozing_stops_paging_and_shows_when_it_begins_again() throws Exception {
        var answer = Served.json(house.write("POST", "/api/v1/incidents/1/snooze", "{\"for\": \"2h\"}"));

        assertThat(answer.path("status").asText()).isEqualTo("acknowledged");
        assertThat(answer.path("triggersAgainAt").asText()).isEqualTo("2026-11-23T05:00:00Z");
        assertThat(answer.path("nextPage").path("at").asText()).isEqualTo("2026-11-23T05:00:00Z");
        assertThat(answer.path("nextPage").path("because").asText())
                .isEqualTo("nobody has come back to it by then: named in step 1 of 2");
    }

    @Test
    void a_rest_that_is_too_long_or_none_is_refused_with_the_cure() throws Exception {
        Served.assertProblem(
                house.write("POST", "/api/v1/incidents/1/snooze", "{\"for\": \"30d\"}"), 422, "write 7d or less");
        Served.assertProblem(
                house.write("POST", "/api/v1/incidents/1/snooze", "{\"until\": \"2026-11-23T03:00:30Z\"}"),
                422,
                "a minute to seven days from now");
        Served.assertProblem(house.write("POST", "/api/v1/incidents/1/snooze", "{}"), 422, "for: is missing");
        Served.assertProblem(house.write("POST", "/api/v1/incidents/1/snooze", "[]"), 400, "no JSON object");
        assertThat(house.status()).isEqualTo("triggered");
    }

    @Test
    void a_chosen_step_is_paged_and_one_that_is_not_there_is_refused() throws Exception {
        Served.assertProblem(
                house.write("POST", "/api/v1/incidents/1/escalate", "{\"step\": 3}"), 422, "no number from 1 to 2");

        house.write("POST", "/api/v1/incidents/1/escalate", "{\"step\": 2}");
        house.pages.pageDue();

        assertThat(house.json("/api/v1/incidents/1").path("pages").findValuesAsText("responder"))
                .containsExactly("ana", "bo");
    }

    @Test
    void severity_policy_and_helpers_are_changed_and_each_says_who_did_it() throws Exception {
        house.write("POST", "/api/v1/incidents/1/severity", "{\"severity\": \"minor\"}");
        house.write("POST", "/api/v1/incidents/1/reassign", "{\"policy\": \"night\"}");
        house.write("POST", "/api/v1/incidents/1/responders", "{\"responders\": [\"bo\"]}");
        house.write("POST", "/api/v1/incidents/1/notes", "{\"text\": \"the disk is full\"}");
        house.write(
                "POST",
                "/api/v1/incidents/1/links",
                "{\"relation\": \"page\", \"target\": \"https://example.com/t/7\", \"title\": \"Ticket 7\"}");

        var json = house.json("/api/v1/incidents/1");
        assertThat(json.path("severity").asText()).isEqualTo("minor");
        assertThat(json.path("policy").asText()).isEqualTo("night");
        assertThat(json.path("awaiting").path(0).asText()).isEqualTo("bo");
        assertThat(json.path("timeline").findValuesAsText("kind"))
                .containsExactly(
                        "opened",
                        "paged",
                        "severityChanged",
                        "reassigned",
                        "respondersAdded",
                        "paged",
                        "noted",
                        "linked");
        assertThat(json.path("timeline").path(6).path("text").asText()).isEqualTo("the disk is full");
        assertThat(json.path("timeline").path(6).path("by").asText()).isEqualTo("ana");
    }

    @Test
    void names_that_lead_to_nobody_and_fields_that_nobody_knows_are_told_all_at_once() throws Exception {
        Served.assertProblem(
                house.write("POST", "/api/v1/incidents/1/reassign", "{\"policy\": \"day\", \"force\": true}"),
                422,
                "there is no policy \"day\", write one that stands under policies:; force: is not known");
        Served.assertProblem(
                house.write("POST", "/api/v1/incidents/1/responders", "{\"responders\": [\"zoe\"]}"),
                422,
                "there is no responder \"zoe\"");
        Served.assertProblem(
                house.write(
                        "POST", "/api/v1/incidents/1/links", "{\"relation\": \"page\", \"target\": \"javascript:1\"}"),
                422,
                "is no address");
        Served.assertProblem(
                house.write("POST", "/api/v1/incidents/1/notes", "{\"text\": \"" + "x".repeat(4_001) + "\"}"),
                422,
                "has 4001 characters");
    }

    @Test
    void what_is_over_takes_notes_and_nothing_else() throws Exception {
        house.post("/api/v1/incidents/1/resolve", IncidentHouse.WRITER);

        Served.assertProblem(
                house.write("POST", "/api/v1/incidents/1/snooze", "{\"for\": \"2h\"}"), 409, "already resolved");
        assertThat(house.write("POST", "/api/v1/incidents/1/notes", "{\"text\": \"later\"}")
                        .statusCode())
                .isEqualTo(200);
        Served.assertProblem(house.write("POST", "/api/v1/incidents/9/notes", "{\"text\": \"?\"}"), 404, "#9");
    }

    @Test
    void lists_are_filtered_and_go_on_behind_a_cursor() throws Exception {
        for (var key : new String[] {"a", "b", "c"}) {
            house.incidents.report(key, key, "", Severity.MINOR, "default");
        }

        var first = house.json("/api/v1/incidents?limit=3");
        var rest = house.json(
                "/api/v1/incidents?limit=3&cursor=" + first.path("next").asText());
        assertThat(first.path("incidents").findValuesAsText("id")).containsExactly("4", "3", "2");
        assertThat(rest.path("incidents").findValuesAsText("id")).containsExactly("1");
        assertThat(rest.path("next").isNull()).isTrue();
        assertThat(house.json("/api/v1/incidents?severity=critical").path("incidents"))
                .hasSize(1);
        assertThat(house.json("/api/v1/incidents?monitor=shop").path("incidents"))
                .isEmpty();
        Served.assertProblem(
                house.get("/api/v1/incidents?severity=bad", IncidentHouse.READER), 400, "critical, major or minor");
    }

    @Test
    void a_new_failure_names_the_incident_before_it() throws Exception {
        house.post("/api/v1/incidents/1/resolve", IncidentHouse.WRITER);
        house.incidents.report("shop", "SHOP DOWN", "again", Severity.CRITICAL, "default");

        assertThat(house.json("/api/v1/incidents/2").path("previous").asLong()).isEqualTo(1);
        assertThat(house.json("/api/v1/incidents/1").path("previous").isNull()).isTrue();
    }

    @Test
    void a_review_is_written_over_the_version_that_was_read_and_reads_as_markdown() throws Exception {
        assertThat(house.get("/api/v1/incidents/1/review.md", IncidentHouse.READER)
                        .body())
                .contains("# Review of #1: SHOP DOWN", "_Nobody has written this yet._", "| owner | nobody yet |");
        var text = """
                {"owner": "ana", "due": "2026-12-01", "cause": "the disk was full",
                 "actions": [{"text": "watch\\ndisks", "owner": "bo", "due": "2026-12-24"}], "replaces": %d}""";

        assertThat(house.write("PUT", "/api/v1/incidents/1/review", text.formatted(0))
                        .statusCode())
                .isEqualTo(200);
        Served.assertProblem(
                house.write("PUT", "/api/v1/incidents/1/review", text.formatted(0)), 409, "version 1 of the review");
        assertThat(house.write("PUT", "/api/v1/incidents/1/review", text.formatted(1))
                        .statusCode())
                .isEqualTo(200);

        assertThat(house.json("/api/v1/incidents/1/review").path("version").asInt())
                .isEqualTo(2);
        assertThat(house.json("/api/v1/incidents/actions")
                        .path("actions")
                        .path(0)
                        .path("owner")
                        .asText())
                .isEqualTo("bo");
        assertThat(house.get("/api/v1/incidents/1/review.md", IncidentHouse.READER)
                        .body())
                .contains("the disk was full", "- [ ] watch disks (bo, until 2026-12-24)", "Paged ana by email");
    }

    @Test
    void a_review_without_an_owner_or_of_no_incident_is_refused() throws Exception {
        Served.assertProblem(
                house.write("PUT", "/api/v1/incidents/1/review", "{\"actions\": [{\"text\": \"x\"}]}"),
                422,
                "owner: is missing");
        Served.assertProblem(
                house.write("PUT", "/api/v1/incidents/9/review", "{\"owner\": \"ana\", \"due\": \"2026-12-01\"}"),
                404,
                "#9");
        Served.assertProblem(house.get("/api/v1/incidents/1/review", IncidentHouse.READER), 404, "nobody has reviewed");
    }

    @Test
    void response_times_are_means_for_each_service_and_week() throws Exception {
        house.clock.advance(Duration.ofSeconds(90));
        house.post("/api/v1/incidents/1/acknowledge", IncidentHouse.WRITER);
        house.clock.advance(Duration.ofSeconds(510));
        house.post("/api/v1/incidents/1/resolve", IncidentHouse.WRITER);
        house.incidents.report("shop", "SHOP DOWN", "again", Severity.CRITICAL, "default");
        house.clock.advance(Duration.ofSeconds(1));

        var week = house.json("/api/v1/incidents/response-times").path("weeks").path(0);

        assertThat(week.path("service").asText()).isEqualTo("shop");
        assertThat(week.path("week").asText()).isEqualTo("2026-11-23");
        assertThat(week.path("incidents").asInt()).isEqualTo(2);
        assertThat(week.path("acknowledged").asInt()).isEqualTo(1);
        assertThat(week.path("mtta").asDouble()).isEqualTo(90);
        assertThat(week.path("mttr").asDouble()).isEqualTo(600);
    }

    @Test
    void a_silence_holds_what_it_names_until_it_is_ended() throws Exception {
        Served.assertProblem(
                house.write("POST", "/api/v1/silences", "{\"reason\": \"quiet\", \"for\": \"31d\"}"),
                422,
                "write 30d or less");
        Served.assertProblem(
                house.write("POST", "/api/v1/silences", "{\"reason\": \"quiet\", \"for\": \"1h\"}"),
                422,
                "everything would be silenced");
        Served.assertProblem(
                house.write(
                        "POST",
                        "/api/v1/silences",
                        "{\"key\": \"shop\", \"reason\": \"quiet\", \"for\": \"1h\", \"owner\": \"zoe\"}"),
                422,
                "there is no responder");
        var made =
                house.write("POST", "/api/v1/silences", "{\"key\": \"shop\", \"reason\": \"quiet\", \"for\": \"1h\"}");
        assertThat(made.statusCode()).isEqualTo(201);
        house.pages.pageDue();
        assertThat(house.json("/api/v1/incidents/1").path("heldBy").asText()).isEqualTo("silence 1 by ana: quiet");
        assertThat(house.json("/api/v1/silences").path("silences")).hasSize(1);

        assertThat(house.write("DELETE", "/api/v1/silences/1", "").statusCode()).isEqualTo(204);
        assertThat(house.write("DELETE", "/api/v1/silences/1", "").statusCode()).isEqualTo(204);

        assertThat(house.json("/api/v1/silences").path("silences")).isEmpty();
        assertThat(house.json("/api/v1/silences?state=all")
                        .path("silences")
                        .path(0)
                        .path("endedBy")
                        .asText())
                .isEqualTo("ana");
        Served.assertProblem(house.write("DELETE", "/api/v1/silences/9", ""), 404, "no silence 9");
    }
}
