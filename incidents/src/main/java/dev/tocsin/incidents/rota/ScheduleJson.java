package dev.tocsin.incidents.rota;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.incidents.oncall.Handoff;
import dev.tocsin.incidents.oncall.OnCallSchedule;
import dev.tocsin.incidents.oncall.Rotation;
import dev.tocsin.incidents.oncall.ScheduleOverride;
import dev.tocsin.incidents.oncall.ScheduleOverride.Origin;
import dev.tocsin.incidents.oncall.Turn;
import dev.tocsin.incidents.oncall.WeeklyHours;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Schedules as JSON with the keys of the settings. The same schedule is always the same text.
public final class ScheduleJson {

    private ScheduleJson() {}

    /// The rotations, the lowest first.
    public static ArrayNode rotations(OnCallSchedule schedule) {
        var rotations = JsonNodeFactory.instance.arrayNode();
        for (var rotation : schedule.rotations()) {
            var json = rotations.addObject();
            json.put("every", rotation.every().written());
            json.put("handoff", rotation.handoff().written());
            json.put("start", rotation.start().toString());
            json.put("only", rotation.only().map(WeeklyHours::toString).orElse(null));
            texts(json.putArray("responders"), rotation.responders());
        }
        return rotations;
    }

    /// With the names of all who were known.
    static ObjectNode write(OnCallSchedule schedule, Set<String> responders) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("timezone", schedule.zone().getId());
        json.set("rotations", rotations(schedule));
        var overrides = json.putArray("overrides");
        for (var override : schedule.overrides()) {
            overrides.add(OverrideJson.write(override)
                    .put("by", override.origin().by())
                    .put("reason", override.origin().reason()));
        }
        texts(json.putArray("responders"), new TreeSet<>(responders));
        return json;
    }

    /// What [#write] wrote.
    static OnCallSchedule read(String name, JsonNode json) {
        var rotations = new ArrayList<Rotation>();
        for (var rotation : json.path("rotations")) {
            rotations.add(new Rotation(
                    Turn.parse(rotation.path("every").asText()),
                    Handoff.parse(rotation.path("handoff").asText()),
                    LocalDate.parse(rotation.path("start").asText()),
                    texts(rotation.path("responders")),
                    Optional.ofNullable(rotation.path("only").textValue()).map(WeeklyHours::parse)));
        }
        var overrides = new ArrayList<ScheduleOverride>();
        for (var override : json.path("overrides")) {
            overrides.add(OverrideJson.read(
                    override,
                    new Origin(
                            override.path("by").asText(),
                            override.path("reason").asText())));
        }
        return new OnCallSchedule(
                name, ZoneId.of(json.path("timezone").asText()), rotations, overrides, Optional.empty());
    }

    static Set<String> responders(JsonNode json) {
        return Set.copyOf(texts(json.path("responders")));
    }

    private static void texts(ArrayNode json, Collection<String> texts) {
        texts.forEach(json::add);
    }

    private static List<String> texts(JsonNode json) {
        var texts = new ArrayList<String>();
        json.forEach(text -> texts.add(text.asText()));
        return List.copyOf(texts);
    }
}
