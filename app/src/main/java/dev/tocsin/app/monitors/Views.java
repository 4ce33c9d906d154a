package dev.tocsin.app.monitors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.app.api.Cursor;
import dev.tocsin.config.FieldProblem;
import dev.tocsin.incidents.Alerting;
import dev.tocsin.monitor.Monitor;
import dev.tocsin.monitor.Monitors;
import dev.tocsin.monitor.inventory.Inventory;
import dev.tocsin.monitor.inventory.Item;
import dev.tocsin.monitor.settings.LocationSettings;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/// Puts together what callers see of a monitor: its rows, its definition without secrets, and what follows from both.
public final class Views {
    private final Monitors monitors;
    private final Inventory inventory;
    private final MonitorForm form;
    private final ApiMonitors ofApi;
    private final Supplier<MonitorGround> ground;
    private final Supplier<LocationSettings> places;

    public Views(
            Monitors monitors,
            Inventory inventory,
            MonitorForm form,
            ApiMonitors ofApi,
            Supplier<MonitorGround> ground,
            Supplier<LocationSettings> places) {
        this.monitors = monitors;
        this.inventory = inventory;
        this.form = form;
        this.ofApi = ofApi;
        this.ground = ground;
        this.places = places;
    }

    /// What a monitor is. For one of the file all comes from the settings of this node, and is empty when they do not
    /// have it.
    private record What(
            Optional<Monitor> monitor,
            Optional<Alerting> alerting,
            Optional<String> component,
            Optional<ObjectNode> definition,
            List<FieldProblem> problems) {}

    /// One of a list.
    ObjectNode summary(Item item) {
        return summary(item, what(item));
    }

    private ObjectNode summary(Item item, What what) {
        return MonitorJson.standing(item)
                .put("kind", what.monitor().map(MonitorJson::kind).orElse(null))
                .put(
                        "target",
                        what.monitor().map(known -> known.probe().target()).orElse(null))
                .put("component", what.component().orElse(null))
                .put(
                        "severity",
                        what.alerting()
                                .map(how -> MonitorJson.lower(how.severity()))
                                .orElse(null))
                .put("policy", what.alerting().map(Alerting::policy).orElse(null));
    }

    /// Everything about one.
    ObjectNode whole(Handle handle, Item item) {
        var what = what(item);
        var json = summary(item, what);
        json.put("autoResolve", what.alerting().map(Alerting::autoResolve).orElse(null));
        MonitorJson.definition(json, what.monitor());
        var locations = json.putArray("locations");
        what.monitor()
                .ifPresent(known -> known.vantage()
                        .locations()
                        .forEach(location -> locations.add(places.get().nameOf(location))));
        json.put("quorum", what.monitor().map(known -> known.vantage().quorum()).orElse(null));
        json.set("definition", what.definition().<JsonNode>map(shown -> shown).orElse(null));
        var problems = json.putArray("problems");
        what.problems()
                .forEach(problem -> problems.addObject()
                        .put("field", problem.field())
                        .put("problem", problem.text())
                        .put("cure", problem.cure()));
        inventory.looks(handle, item, Cursor.END_OF_TIME, 1).stream()
                .findFirst()
                .ifPresentOrElse(
                        look -> json.putObject("lastLook")
                                .put("at", look.at().toString())
                                .put("location", places.get().nameOf(look.location()))
                                .put("outcome", look.outcome())
                                .put("reason", look.reason()),
                        () -> json.putNull("lastLook"));
        return json.put("createdAt", item.createdAt().toString())
                .put("changedAt", MonitorJson.text(item.made().map(Item.Made::changedAt)))
                .put("changedBy", item.made().map(Item.Made::changedBy).orElse(null));
    }

    /// What its definition means now, that of a monitor of the API.
    MonitorReading reading(Item.Made made) {
        return form.read(DefinitionJson.stored(made.definition()), ofApi.names());
    }

    private What what(Item item) {
        if (item.made().isPresent()) {
            var reading = reading(item.made().get());
            return new What(
                    Optional.of(reading.monitor()),
                    Optional.of(reading.alerting()),
                    reading.component(),
                    Optional.of(reading.shown()),
                    reading.problems());
        }
        var settings = ground.get();
        return new What(
                Optional.ofNullable(monitors.known().get(item.id())),
                Optional.ofNullable(settings.alerting().get(item.name())),
                Optional.ofNullable(settings.ofFile().get(item.name())).flatMap(MonitorGround.Shown::component),
                form.ofFile(item.name()),
                List.of());
    }
}
