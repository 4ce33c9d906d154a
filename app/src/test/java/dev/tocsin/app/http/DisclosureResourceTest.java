package dev.tocsin.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incidents.Severity;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DisclosureResourceTest {
    private static final String CASE = "/api/v1/disclosures/1";

    private final CaseHouse house = new CaseHouse();

    @BeforeEach
    void arrives() {
        house.arrives("hole", "There is an XSS in the shop.");
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void a_case_is_worked_on_from_its_arrival_to_its_end() throws Exception {
        house.incidents.report("shop", "SHOP HAS A HOLE", "", Severity.MINOR, "default");
        assertThat(house.json("/api/v1/disclosures", CaseHouse.READER).path("disclosures"))
                .hasSize(1);

        assertThat(
                        status(
                                CASE + "/triage",
                                "{\"kind\": \"security\", \"cvss\": \"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N\", \"credit\": \"Rita\", \"creditAgreed\": true}"))
                .isEqualTo(204);
        assertThat(status(CASE + "/notes", "{\"text\": \"it is the comments\"}"))
                .isEqualTo(204);
        assertThat(status(CASE + "/replies", "{\"text\": \"Thank you.\"}")).isEqualTo(204);
        assertThat(status(CASE + "/incident", "{\"incident\": 1}")).isEqualTo(204);
        for (var state : new String[] {"triaged", "confirmed", "remediating", "remediated", "disclosed", "closed"}) {
            assertThat(status(CASE + "/state", "{\"state\": \"%s\", \"reason\": \"so\"}".formatted(state)))
                    .as(state)
                    .isEqualTo(204);
        }

        var whole = house.json(CASE, CaseHouse.READER);
        assertThat(whole.path("state").asText()).isEqualTo("closed");
        assertThat(whole.path("severity").path("score").asText()).isEqualTo("5.3");
        assertThat(whole.path("incident").asInt()).isEqualTo(1);
        assertThat(whole.path("firstRepliedAt").isTextual()).isTrue();
        assertThat(whole.path("messages").findValuesAsText("direction")).containsExactly("in", "out", "note", "out");
        assertThat(house.json(CASE + "/csaf", CaseHouse.READER).toString()).contains("CVSS:3.1", "Rita");
        assertThat(house.json("/api/v1/disclosures", CaseHouse.READER).path("disclosures"))
                .isEmpty();
        assertThat(house.json("/api/v1/disclosures?state=all", CaseHouse.READER).path("disclosures"))
                .hasSize(1);
    }

    @Test
    void only_who_may_read_reports_reads_them_and_only_who_may_write_answers() throws Exception {
        for (var path :
                new String[] {"", "/1", "/1/csaf", "/1/mails/1", "/1/mails/1/html", "/intake", "/intake/mails"}) {
            assertThat(house.get("/api/v1/disclosures" + path, CaseHouse.ADMIN).statusCode())
                    .as(path)
                    .isEqualTo(403);
            assertThat(house.get("/api/v1/disclosures" + path, "").statusCode())
                    .as(path)
                    .isEqualTo(401);
        }
        for (var path :
                new String[] {"/notes", "/replies", "/state", "/triage", "/participants", "/keys", "/incident", "/erase"
                }) {
            assertThat(house.post(CASE + path, CaseHouse.READER, "{}").statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
    }

    @Test
    void an_answer_can_be_a_prepared_text_with_words_below_it() throws Exception {
        var templates = house.json("/api/v1/disclosures/templates", CaseHouse.READER);
        assertThat(templates.path("templates").findValuesAsText("name")).containsExactly("fixed");
        assertThat(templates.toString()).contains("{name}");

        assertThat(status(CASE + "/replies", "{\"template\": \"fixed\", \"text\": \"It took {a, b} days.\"}"))
                .isEqualTo(204);
        assertThat(status(CASE + "/replies", "{\"template\": \"fixed\"}")).isEqualTo(204);

        var whole = house.json(CASE, CaseHouse.READER);
        var text = "Hello Rita, what you told us in %s is mended."
                .formatted(whole.path("reference").asText());
        assertThat(whole.path("messages").findValuesAsText("text")).endsWith(text + "\n\nIt took {a, b} days.", text);
        var unknown = house.post(CASE + "/replies", CaseHouse.ANA, "{\"template\": \"fixt\"}");
        assertThat(unknown.statusCode()).isEqualTo(422);
        assertThat(unknown.body()).contains("template", "write one of fixed");
        assertThat(status(CASE + "/replies", "{}")).isEqualTo(422);
        assertThat(house.get("/api/v1/disclosures/templates", CaseHouse.ADMIN).statusCode())
                .isEqualTo(403);
    }

    @Test
    void each_reading_is_written_down_with_who_and_when() throws Exception {
        house.get(CASE, CaseHouse.BO);
        house.get(CASE + "/mails/1", CaseHouse.READER);

        var timeline = house.json(CASE, CaseHouse.ANA).path("timeline");

        assertThat(timeline.findValuesAsText("kind")).contains("read", "read-raw");
        assertThat(timeline.findValuesAsText("by")).contains("bo", "rea", "ana");
    }

    @Test
    void what_came_along_is_handed_out_to_be_saved_and_never_to_be_run() throws Exception {
        var attachment = house.json(CASE, CaseHouse.READER)
                .path("messages")
                .path(0)
                .path("attachments")
                .path(0);

        var answer = house.get(
                CASE + "/mails/1/attachments/" + attachment.path("sha256").asText(), CaseHouse.READER);

        assertThat(answer.body()).contains("<script>");
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/octet-stream");
        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment;")
                .contains("proof.html");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @Test
    void what_cannot_be_done_is_said_with_its_cure() throws Exception {
        Served.assertProblem(post(CASE + "/incident", "{\"incident\": 99}"), 409, "there is no incident 99");
        Served.assertProblem(post("/api/v1/disclosures/99/notes", "{\"text\": \"x\"}"), 404, "no disclosure 99");
        Served.assertProblem(post(CASE + "/triage", "{\"kind\": \"security\", \"cvss\": \"9.8\"}"), 422, "no vector");
        Served.assertProblem(
                post(CASE + "/state", "{\"state\": \"duplicate\", \"reason\": \"x\"}"), 409, "one of another case");
        Served.assertProblem(post(CASE + "/state", "{\"state\": \"received\", \"reason\": \"x\"}"), 409, "received");
        Served.assertProblem(post(CASE + "/participants", "{\"address\": \"x@y.example\"}"), 409, "nobody waits");
        Served.assertProblem(
                post(CASE + "/keys", "{\"address\": \"rita@reporter.example\", \"fingerprint\": \"AB CD\"}"),
                409,
                "no key with this fingerprint");
        Served.assertProblem(
                post(
                        CASE + "/keys",
                        "{\"address\": \"rita@reporter.example\", \"fingerprint\": \"AB CD\", \"dismiss\": true}"),
                409,
                "no key with this fingerprint");
    }

    @Test
    void a_case_opens_an_incident_that_says_nothing_of_what_was_reported() throws Exception {
        assertThat(status(CASE + "/incident", "{\"severity\": \"major\"}")).isEqualTo(204);

        var opened = house.incident(
                house.json(CASE, CaseHouse.READER).path("incident").asLong());
        assertThat(opened.severity()).isEqualTo(Severity.MAJOR);
        assertThat(opened.title() + opened.summary())
                .startsWith("Security report SR-")
                .doesNotContain("XSS", "hole", "rita");
        Served.assertProblem(post(CASE + "/incident", "{}"), 422, "one of incident and severity");
    }

    @Test
    void what_customers_will_be_told_of_a_case_is_on_no_surface_before_its_time() throws Exception {
        var words = "{\"title\": \"Comments ran scripts\", \"status\": \"resolved\", \"body\": \"It is mended.\"";

        var draft = Served.json(post(CASE + "/update", words + "}"));
        Served.assertProblem(
                post(CASE + "/update", words + ", \"publishAt\": \"2026-11-28T12:00:00Z\"}"),
                403,
                "does not have the scope");

        assertThat(draft.path("state").asText()).isEqualTo("draft");
        assertThat(house.published()).isZero();
        assertThat(house.json(CASE, CaseHouse.ANA).path("timeline").findValuesAsText("kind"))
                .contains("public-update");
    }

    @Test
    void the_reporters_address_is_renewed_and_closed_by_those_who_work_on_cases() throws Exception {
        assertThat(post(CASE + "/link", "").statusCode()).isEqualTo(204);
        assertThat(house.post(CASE + "/link", CaseHouse.READER, "").statusCode())
                .isEqualTo(403);
        assertThat(CaseHouse.send(house.request(CASE + "/link", CaseHouse.ANA).DELETE())
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void a_critical_answer_waits_for_a_second_person() throws Exception {
        post(CASE + "/triage", "{\"kind\": \"security\", \"cvss\": \"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H\"}");

        var waits = post(CASE + "/replies", "{\"text\": \"We dig.\"}");

        assertThat(waits.statusCode()).isEqualTo(202);
        var approve = CASE + "/drafts/" + Served.json(waits).path("waits").asLong() + "/approve";
        Served.assertProblem(post(approve, ""), 409, "somebody else approves it");
        assertThat(house.post(approve, CaseHouse.BO, "").statusCode()).isEqualTo(204);
    }

    @Test
    void an_erased_case_says_nothing_any_more() throws Exception {
        assertThat(status(CASE + "/erase", "{\"reason\": \"asked for\"}")).isEqualTo(204);

        var whole = house.json(CASE, CaseHouse.READER);
        assertThat(whole.path("erased").asBoolean()).isTrue();
        assertThat(whole.path("messages")).isEmpty();
        assertThat(house.get(CASE + "/mails/1", CaseHouse.READER).statusCode()).isEqualTo(404);
        Served.assertProblem(post(CASE + "/notes", "{\"text\": \"x\"}"), 409, "was erased");
    }

    @Test
    void the_intake_adds_up_and_names_each_mail_with_its_reason() throws Exception {
        var counts = house.json("/api/v1/disclosures/intake", CaseHouse.READER);
        var mails =
                house.json("/api/v1/disclosures/intake/mails", CaseHouse.READER).path("mails");

        assertThat(counts.path("stored").asInt()).isEqualTo(1);
        assertThat(counts.path("cases").asInt()).isEqualTo(1);
        assertThat(mails.path(0).path("decision").asText()).isEqualTo("case");
        assertThat(mails.path(0).path("reason").asText()).isNotEmpty();
        assertThat(mails.path(0).path("autoAck").asText()).isNotEmpty();
    }

    @Test
    void strangers_are_shown_no_case_by_a_link_that_nobody_gave_them() throws Exception {
        assertThat(house.get("/security/cases/made-up", "").statusCode()).isEqualTo(404);
        assertThat(CaseHouse.send(house.request("/security/cases/made-up", "")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString("text=x")))
                        .statusCode())
                .isEqualTo(404);
    }

    private int status(String path, String body) throws Exception {
        return post(path, body).statusCode();
    }

    private java.net.http.HttpResponse<String> post(String path, String body) throws Exception {
        return house.post(path, CaseHouse.ANA, body);
    }
}
