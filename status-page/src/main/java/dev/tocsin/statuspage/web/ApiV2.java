package dev.tocsin.statuspage.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tocsin.statuspage.Board;
import dev.tocsin.statuspage.Component;
import dev.tocsin.statuspage.ComponentGroup;
import dev.tocsin.statuspage.ComponentStatus;
import dev.tocsin.statuspage.Indicator;
import dev.tocsin.statuspage.Maintenance;
import dev.tocsin.statuspage.Phase;
import dev.tocsin.statuspage.PublicId;
import dev.tocsin.statuspage.PublicIncident;
import dev.tocsin.statuspage.StatusUpdate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Makes the documents of Statuspage's public API, version 2, field for field, so that its readers work
/// unchanged: lists are never null, every time is UTC with milliseconds, an incident always names its
/// components and its link.
final class ApiV2 {
    private static final String ROOT = "/api/v2/";
    private static final int LISTED = 50;

    private final JsonMapper mapper = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    /// Every document, by its path.
    Map<String, String> documents(Board board) {
        var page = page(board);
        var components = components(board);
        var incidents = board.incidents().stream()
                .limit(LISTED)
                .map(incident -> incident(incident, board))
                .toList();
        var unresolved =
                board.openIncidents().map(incident -> incident(incident, board)).toList();
        var status = new V2.Status(
                board.overall().indicator().word(), board.overall().description());

        var summary = new LinkedHashMap<String, Object>();
        summary.put("page", page);
        summary.put("components", components);
        summary.put("incidents", unresolved);
        summary.put("scheduled_maintenances", maintenances(board, maintenance -> maintenance.isOpen()));
        summary.put("status", status);

        var documents = new LinkedHashMap<String, String>();
        documents.put(ROOT + "summary.json", json(summary));
        documents.put(ROOT + "status.json", body(page, "status", status));
        documents.put(ROOT + "components.json", body(page, "components", components));
        documents.put(ROOT + "incidents.json", body(page, "incidents", incidents));
        documents.put(ROOT + "incidents/unresolved.json", body(page, "incidents", unresolved));
        var scheduled = ROOT + "scheduled-maintenances";
        documents.put(
                scheduled + ".json",
                body(page, "scheduled_maintenances", maintenances(board, maintenance -> !maintenance.isCancelled())));
        documents.put(
                scheduled + "/upcoming.json",
                body(
                        page,
                        "scheduled_maintenances",
                        maintenances(board, maintenance -> maintenance.phase() == Phase.SCHEDULED)));
        documents.put(
                scheduled + "/active.json",
                body(page, "scheduled_maintenances", maintenances(board, Maintenance::isUnderWay)));
        return documents;
    }

    /// What stands where there is no document.
    String lost() {
        return json(new V2.Fault("not found"));
    }

    private String body(V2.Page page, String key, Object content) {
        var body = new LinkedHashMap<String, Object>();
        body.put("page", page);
        body.put(key, content);
        return json(body);
    }

    private String json(Object document) {
        try {
            return mapper.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a value of the page cannot be written as JSON", e);
        }
    }

    private static V2.Page page(Board board) {
        var settings = board.settings();
        return new V2.Page(
                board.pageId().value(),
                Plain.text(settings.name()),
                settings.link(""),
                settings.zone().getId(),
                Times.machine(board.changedAt()));
    }

    /// Each group stands before its components.
    private static List<V2.Component> components(Board board) {
        var all = new ArrayList<V2.Component>();
        var met = new ArrayList<PublicId>();
        for (var component : board.components()) {
            component
                    .group()
                    .filter(id -> !met.contains(id))
                    .flatMap(board::group)
                    .ifPresent(group -> {
                        met.add(group.id());
                        all.add(group(group, board));
                        board.components().stream()
                                .filter(member -> member.group().equals(component.group()))
                                .forEach(member -> all.add(component(member, board)));
                    });
            if (component.group().isEmpty()) {
                all.add(component(component, board));
            }
        }
        return all;
    }

    private static V2.Component component(Component component, Board board) {
        var times = new Times(board.settings().zone(), Language.ALL.getFirst());
        return new V2.Component(
                component.id().value(),
                Plain.text(component.name()),
                word(component.status()),
                Times.machine(component.createdAt()),
                Times.machine(component.changedAt()),
                component.position(),
                component.description().isBlank() ? null : Plain.text(component.description()),
                true,
                orNull(component.watchedSince().map(since -> times.date(since).toString())),
                orNull(component.group().map(PublicId::value)),
                board.pageId().value(),
                false,
                false,
                null);
    }

    private static V2.Component group(ComponentGroup group, Board board) {
        return new V2.Component(
                group.id().value(),
                Plain.text(group.name()),
                word(group.status()),
                Times.machine(group.createdAt()),
                Times.machine(group.changedAt()),
                group.position(),
                null,
                true,
                null,
                null,
                board.pageId().value(),
                true,
                false,
                group.components().stream().map(PublicId::value).toList());
    }

    private static V2.Incident incident(PublicIncident incident, Board board) {
        return new V2.Incident(
                incident.id().value(),
                Plain.text(incident.name()),
                incident.phase().word(),
                Times.machine(incident.createdAt()),
                Times.machine(incident.updatedAt()),
                orNull(incident.monitoringAt().map(Times::machine)),
                orNull(incident.resolvedAt().map(Times::machine)),
                incident.impact().word(),
                board.settings().link("/incidents/" + incident.id()),
                Times.machine(incident.startedAt()),
                board.pageId().value(),
                updates(incident.id(), incident.updates(), board),
                components(incident.components(), board));
    }

    /// The newest first. Statuspage knows no word for what was called off: it is left out.
    private static List<V2.ScheduledMaintenance> maintenances(Board board, Predicate<Maintenance> wanted) {
        return board.maintenances().stream()
                .filter(wanted)
                .limit(LISTED)
                .map(maintenance -> maintenance(maintenance, board))
                .toList();
    }

    private static V2.ScheduledMaintenance maintenance(Maintenance maintenance, Board board) {
        return new V2.ScheduledMaintenance(
                maintenance.id().value(),
                Plain.text(maintenance.name()),
                maintenance.phase().word(),
                Times.machine(maintenance.createdAt()),
                Times.machine(maintenance.updatedAt()),
                null,
                orNull(maintenance.endedAt().map(Times::machine)),
                Indicator.MAINTENANCE.word(),
                board.settings().link("/maintenance/" + maintenance.id()),
                Times.machine(maintenance.beganAt().orElse(maintenance.from())),
                board.pageId().value(),
                updates(maintenance.id(), maintenance.updates(), board),
                components(maintenance.components(), board),
                Times.machine(maintenance.from()),
                Times.machine(maintenance.until()));
    }

    private static List<V2.Component> components(List<PublicId> affected, Board board) {
        return board.components().stream()
                .filter(component -> affected.contains(component.id()))
                .map(component -> component(component, board))
                .toList();
    }

    /// Newest first, as they stand.
    private static List<V2.Update> updates(PublicId matter, List<StatusUpdate> updates, Board board) {
        var affected = Affected.of(updates);
        return updates.stream()
                .map(update -> new V2.Update(
                        update.id().value(),
                        update.phase().word(),
                        Plain.text(update.body()),
                        matter.value(),
                        Times.machine(update.createdAt()),
                        Times.machine(update.updatedAt()),
                        Times.machine(update.displayAt()),
                        affected.getOrDefault(update.id(), List.of()).stream()
                                .flatMap(one -> board.component(one.component()).stream()
                                        .map(component -> new V2.Affected(
                                                component.id().value(),
                                                fullName(component, board),
                                                one.before().word(),
                                                one.after().word())))
                                .toList(),
                        !update.silent(),
                        null,
                        null))
                .toList();
    }

    /// `Storefront - Shop`
    private static String fullName(Component component, Board board) {
        return component
                .group()
                .flatMap(board::group)
                .map(group -> Plain.text(group.name()) + " - " + Plain.text(component.name()))
                .orElse(Plain.text(component.name()));
    }

    /// Statuspage has no word for "no data", and readers who meet one they do not know may refuse the whole
    /// document. The mildest word that is not green stands in: nobody is told that all is well when nobody has
    /// looked.
    private static String word(ComponentStatus status) {
        return switch (status) {
            case NO_DATA -> ComponentStatus.DEGRADED_PERFORMANCE.word();
            case OPERATIONAL, UNDER_MAINTENANCE, DEGRADED_PERFORMANCE, PARTIAL_OUTAGE, MAJOR_OUTAGE -> status.word();
        };
    }

    private static <T> @Nullable T orNull(Optional<T> value) {
        return value.orElse(null);
    }
}
