package dev.tocsin.statuspage.web;

import static dev.tocsin.statuspage.SeededBoard.update;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.monitor.Verdict;
import dev.tocsin.statuspage.ExampleBoard;
import dev.tocsin.statuspage.Impact;
import dev.tocsin.statuspage.Phase;
import dev.tocsin.statuspage.SeededBoard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiV2Test {
    private static final String PAGE = """
            {"id":"page00000001","name":"Example","url":"https://status.example.com","time_zone":"Etc/UTC",\
            "updated_at":"2026-11-23T15:31:40.123Z"}""";

    private final SeededBoard board = new SeededBoard()
            .component("Storefront", "Shop", "Browsing and checkout")
            .component("", "API", "")
            .says("Shop", Verdict.DOWN, Instant.parse("2026-11-23T15:20:00Z"))
            .incident(
                    "incident0001",
                    "Disruption of Shop",
                    Impact.CRITICAL,
                    "2026-11-23T15:20:00Z",
                    List.of("Shop"),
                    update("update000002", Phase.MONITORING, "2026-11-23T15:31:40.123Z", "A fix is in place."),
                    update("update000001", Phase.INVESTIGATING, "2026-11-23T15:21:00Z", "Shop is not available."));
    private final Snapshot snapshot = new Rendering().render(board.board());

    @Test
    void the_summary_is_statuspages_field_for_field() {
        var storefront = board.idOf("group:Storefront");
        var shop = """
                {"id":"%s","name":"Shop","status":"major_outage","created_at":"2026-03-01T09:00:00.000Z",\
                "updated_at":"2026-11-23T15:31:40.123Z","position":1,"description":"Browsing and checkout",\
                "showcase":true,"start_date":"2026-03-01","group_id":"%s","page_id":"page00000001","group":false,\
                "only_show_if_degraded":false}""".formatted(board.idOf("Shop"), storefront);
        var group = """
                {"id":"%s","name":"Storefront","status":"major_outage","created_at":"2026-03-01T09:00:00.000Z",\
                "updated_at":"2026-11-23T15:31:40.123Z","position":1,"description":null,"showcase":true,\
                "start_date":null,"group_id":null,"page_id":"page00000001","group":true,\
                "only_show_if_degraded":false,"components":["%s"]}""".formatted(storefront, board.idOf("Shop"));
        var api = """
                {"id":"%s","name":"API","status":"operational","created_at":"2026-03-01T09:00:00.000Z",\
                "updated_at":"2026-03-01T09:00:00.000Z","position":2,"description":null,"showcase":true,\
                "start_date":"2026-03-01","group_id":null,"page_id":"page00000001","group":false,\
                "only_show_if_degraded":false}""".formatted(board.idOf("API"));
        var incident = """
                {"id":"incident0001","name":"Disruption of Shop","status":"monitoring",\
                "created_at":"2026-11-23T15:21:00.000Z","updated_at":"2026-11-23T15:31:40.123Z",\
                "monitoring_at":"2026-11-23T15:31:40.123Z","resolved_at":null,"impact":"critical",\
                "shortlink":"https://status.example.com/incidents/incident0001",\
                "started_at":"2026-11-23T15:20:00.000Z","page_id":"page00000001","incident_updates":[%s,%s],\
                "components":[%s]}""".formatted(
                updateJson("update000002", "monitoring", "A fix is in place.", "2026-11-23T15:31:40.123Z"),
                updateJson("update000001", "investigating", "Shop is not available.", "2026-11-23T15:21:00.000Z"),
                shop);

        assertThat(Documents.text(snapshot, "/api/v2/summary.json"))
                .isEqualTo("""
                        {"page":%s,"components":[%s,%s,%s],"incidents":[%s],"scheduled_maintenances":[],\
                        "status":{"indicator":"major","description":"Partial System Outage"}}""".formatted(PAGE, group, shop, api, incident));
    }

    @Test
    void the_other_documents_hold_parts_of_the_summary() {
        var summary = Documents.json(snapshot, "/api/v2/summary.json");

        assertThat(Documents.text(snapshot, "/api/v2/status.json")).isEqualTo("""
                        {"page":%s,"status":{"indicator":"major","description":"Partial System Outage"}}""".formatted(PAGE));
        assertThat(Documents.json(snapshot, "/api/v2/components.json").get("components"))
                .isEqualTo(summary.get("components"));
        assertThat(Documents.json(snapshot, "/api/v2/incidents/unresolved.json").get("incidents"))
                .isEqualTo(summary.get("incidents"));
        assertThat(Documents.json(snapshot, "/api/v2/incidents.json").get("incidents"))
                .isEqualTo(summary.get("incidents"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/upcoming", "/active"})
    void maintenances_are_an_empty_list_and_not_missing(String which) {
        assertThat(Documents.text(snapshot, "/api/v2/scheduled-maintenances" + which + ".json"))
                .isEqualTo("{\"page\":%s,\"scheduled_maintenances\":[]}".formatted(PAGE));
    }

    @Test
    void a_resolved_incident_is_listed_but_not_unresolved() {
        var resolved = new Rendering().render(ExampleBoard.make().board());

        assertThat(ids(resolved, "/api/v2/incidents.json")).containsExactly("r2n3pnmhcb2y", "vr0k1vgjcblp");
        assertThat(ids(resolved, "/api/v2/incidents/unresolved.json")).containsExactly("r2n3pnmhcb2y");
    }

    @Test
    void a_component_without_data_is_not_green_in_words_that_readers_know() {
        board.silent("API", Instant.parse("2026-11-23T14:00:00Z"));
        var blind = new Rendering().render(board.board());

        var api = Documents.json(blind, "/api/v2/components.json")
                .get("components")
                .get(2);
        assertThat(api.get("status").asText()).isEqualTo("degraded_performance");
    }

    @Test
    void every_id_is_twelve_letters_and_digits_and_every_time_has_milliseconds_in_utc() {
        for (var path :
                snapshot.paths().stream().filter(path -> path.endsWith(".json")).toList()) {
            for (var object : objects(Documents.json(snapshot, path)).toList()) {
                object.properties().forEach(field -> {
                    if (field.getKey().equals("id") || (field.getKey().endsWith("_id") && !isNull(field.getValue()))) {
                        assertThat(field.getKey().equals("tweet_id")
                                        || field.getValue().asText().matches("[a-z0-9]{12}"))
                                .as(field.toString())
                                .isTrue();
                    }
                    if (field.getKey().endsWith("_at") && !isNull(field.getValue())) {
                        assertThat(field.getValue().asText())
                                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
                    }
                });
            }
        }
    }

    private static boolean isNull(JsonNode value) {
        return value.isNull();
    }

    private static Stream<JsonNode> objects(JsonNode node) {
        var inside = new ArrayList<JsonNode>();
        node.elements().forEachRemaining(inside::add);
        return Stream.concat(
                node.isObject() ? Stream.of(node) : Stream.empty(),
                inside.stream().flatMap(ApiV2Test::objects));
    }

    private static List<String> ids(Snapshot snapshot, String path) {
        return Documents.json(snapshot, path).get("incidents").findValuesAsText("shortlink").stream()
                .map(link -> link.substring(link.lastIndexOf('/') + 1))
                .toList();
    }

    private static String updateJson(String id, String status, String body, String at) {
        return """
                {"id":"%s","status":"%s","body":"%s","incident_id":"incident0001","created_at":"%s",\
                "updated_at":"%s","display_at":"%s","affected_components":[],"deliver_notifications":true,\
                "custom_tweet":null,"tweet_id":null}""".formatted(id, status, body, at, at, at);
    }
}
