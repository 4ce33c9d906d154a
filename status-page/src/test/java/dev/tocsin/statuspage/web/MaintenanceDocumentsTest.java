package dev.tocsin.statuspage.web;

import static dev.tocsin.statuspage.SeededBoard.update;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.statuspage.ExampleBoard;
import dev.tocsin.statuspage.Impact;
import dev.tocsin.statuspage.Phase;
import dev.tocsin.statuspage.PublicId;
import dev.tocsin.statuspage.SeededBoard;
import dev.tocsin.statuspage.StatusUpdate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// Maintenance in Statuspage's API, field for field, and what updates say of components.
class MaintenanceDocumentsTest {
    private static final Snapshot SNAPSHOT =
            new Rendering().render(ExampleBoard.make().board());

    @Test
    void a_maintenance_has_every_field_in_its_order() {
        var active = Documents.json(SNAPSHOT, "/api/v2/scheduled-maintenances/active.json");
        var work = active.path("scheduled_maintenances").path(0);
        ((ObjectNode) work).remove("components");
        ((ArrayNode) work.path("incident_updates")).remove(1);
        var component = Documents.json(SNAPSHOT, "/api/v2/components.json").path("components");
        var reporting = StreamSupport.stream(component.spliterator(), false)
                .filter(one -> one.path("name").asText().equals("Reporting"))
                .findFirst()
                .orElseThrow();

        assertThat(reporting.path("status").asText()).isEqualTo("under_maintenance");
        assertThat(work.toString()).isEqualTo("""
                {"id":"1t8wtdzw9x8s","name":"Reporting database upgrade","status":"in_progress",\
                "created_at":"2026-11-18T09:00:00.000Z","updated_at":"2026-11-23T15:00:02.000Z",\
                "monitoring_at":null,"resolved_at":null,"impact":"maintenance",\
                "shortlink":"https://status.example.com/maintenance/1t8wtdzw9x8s",\
                "started_at":"2026-11-23T15:00:00.000Z","page_id":"page00000001",\
                "incident_updates":[{"id":"u00000000008","status":"in_progress",\
                "body":"Work has started. Reports may be up to an hour old.","incident_id":"1t8wtdzw9x8s",\
                "created_at":"2026-11-23T15:00:02.000Z","updated_at":"2026-11-23T15:00:02.000Z",\
                "display_at":"2026-11-23T15:00:02.000Z","affected_components":[],"deliver_notifications":true,\
                "custom_tweet":null,"tweet_id":null}],\
                "scheduled_for":"2026-11-23T15:00:00.000Z","scheduled_until":"2026-11-23T17:00:00.000Z"}""");
    }

    @Test
    void each_document_lists_what_belongs_there() {
        assertThat(names("")).containsExactly("Webhook worker replacement", "Reporting database upgrade");
        assertThat(names("/upcoming")).containsExactly("Webhook worker replacement");
        assertThat(names("/active")).containsExactly("Reporting database upgrade");
        assertThat(Documents.json(SNAPSHOT, "/api/v2/summary.json").path("scheduled_maintenances"))
                .hasSize(2);
    }

    @Test
    void an_update_tells_what_became_of_each_component() {
        var board = new SeededBoard().component("Storefront", "Shop", "").component("", "Mail", "");
        var shop = board.idOf("Shop");
        var mail = board.idOf("Mail");
        board.incident(
                "incident0001",
                "Slow checkout",
                Impact.MAJOR,
                "2026-11-23T15:00:00Z",
                List.of("Shop", "Mail"),
                update("update000003", Phase.RESOLVED, "2026-11-23T15:30:00Z", "Over."),
                said("update000002", Phase.IDENTIFIED, "2026-11-23T15:20:00Z", Impact.MAJOR, mail),
                said("update000001", Phase.INVESTIGATING, "2026-11-23T15:10:00Z", Impact.MINOR, shop));
        var updates = Documents.json(new Rendering().render(board.board()), "/api/v2/incidents.json")
                .path("incidents")
                .path(0)
                .path("incident_updates");

        assertThat(updates.path(2).path("affected_components").toString())
                .isEqualTo(
                        "[{\"code\":\"%s\",\"name\":\"Storefront - Shop\",\"old_status\":\"operational\",\"new_status\":\"degraded_performance\"}]"
                                .formatted(shop));
        assertThat(updates.path(1).path("affected_components").toString())
                .contains("\"old_status\":\"degraded_performance\",\"new_status\":\"partial_outage\"")
                .contains(
                        "\"code\":\"%s\",\"name\":\"Mail\",\"old_status\":\"operational\",\"new_status\":\"partial_outage\""
                                .formatted(mail));
        assertThat(updates.path(0).path("affected_components").toString())
                .contains("\"old_status\":\"partial_outage\",\"new_status\":\"operational\"");
    }

    private static StatusUpdate said(String id, Phase phase, String at, Impact impact, PublicId component) {
        var instant = Instant.parse(at);
        return new StatusUpdate(
                new PublicId(id),
                phase,
                "x",
                instant,
                instant,
                Optional.of(impact),
                List.of(component),
                false,
                List.of());
    }

    private static List<String> names(String which) {
        var all = Documents.json(SNAPSHOT, "/api/v2/scheduled-maintenances" + which + ".json")
                .path("scheduled_maintenances");
        return StreamSupport.stream(all.spliterator(), false)
                .map(one -> one.path("name").asText())
                .toList();
    }
}
