package dev.tocsin.incidents.rota;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.incidents.oncall.ScheduleOverride;
import dev.tocsin.incidents.oncall.ScheduleOverride.Add;
import dev.tocsin.incidents.oncall.ScheduleOverride.Origin;
import dev.tocsin.incidents.oncall.ScheduleOverride.Remove;
import dev.tocsin.incidents.oncall.ScheduleOverride.Replace;
import dev.tocsin.incidents.oncall.ScheduleOverride.Stint;
import dev.tocsin.incidents.oncall.ScheduleOverride.Swap;
import dev.tocsin.incidents.oncall.ScheduleOverride.Temporary;
import dev.tocsin.incidents.oncall.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.TreeMap;

/// Overrides as JSON with the keys of the settings. The same override is always the same text.
public final class OverrideJson {

    private OverrideJson() {}

    /// `add`, `remove`, `replace`, `temporary` or `swap`.
    public static String kind(ScheduleOverride override) {
        return switch (override) {
            case Add _ -> "add";
            case Remove _ -> "remove";
            case Replace _ -> "replace";
            case Temporary _ -> "temporary";
            case Swap _ -> "swap";
        };
    }

    /// What it says, without who said it and why.
    public static ObjectNode write(ScheduleOverride override) {
        var json = JsonNodeFactory.instance.objectNode();
        switch (override) {
            case Add(var window, var responder, var _) -> window(json, window).put("add", responder);
            case Remove(var window, var responder, var _) ->
                window(json, window).put("remove", responder);
            case Replace(var window, var standIns, var _) -> {
                var map = window(json, window).putObject("replace");
                new TreeMap<>(standIns).forEach(map::put);
            }
            case Temporary(var window, var stints, var _) -> {
                var list = window(json, window).putArray("temporary");
                stints.forEach(stint -> window(list.addObject().put("responder", stint.responder()), stint.window()));
            }
            case Swap(var one, var first, var other, var second, var _) -> {
                var list = json.putArray("swap");
                window(list.addObject().put("responder", one), first);
                window(list.addObject().put("responder", other), second);
            }
        }
        return json;
    }

    /// What [#write] wrote.
    static ScheduleOverride read(JsonNode json, Origin origin) {
        if (json.has("add")) {
            return new Add(window(json), json.path("add").asText(), origin);
        }
        if (json.has("remove")) {
            return new Remove(window(json), json.path("remove").asText(), origin);
        }
        if (json.has("replace")) {
            var standIns = new HashMap<String, String>();
            json.path("replace")
                    .properties()
                    .forEach(entry ->
                            standIns.put(entry.getKey(), entry.getValue().asText()));
            return new Replace(window(json), standIns, origin);
        }
        if (json.has("temporary")) {
            var stints = new ArrayList<Stint>();
            json.path("temporary")
                    .forEach(stint ->
                            stints.add(new Stint(stint.path("responder").asText(), window(stint))));
            return new Temporary(window(json), stints, origin);
        }
        var one = json.path("swap").path(0);
        var other = json.path("swap").path(1);
        return new Swap(
                one.path("responder").asText(),
                window(one),
                other.path("responder").asText(),
                window(other),
                origin);
    }

    private static ObjectNode window(ObjectNode json, Window window) {
        return json.put("from", window.from().toString()).put("to", window.to().toString());
    }

    private static Window window(JsonNode json) {
        return new Window(
                Instant.parse(json.path("from").asText()),
                Instant.parse(json.path("to").asText()));
    }
}
