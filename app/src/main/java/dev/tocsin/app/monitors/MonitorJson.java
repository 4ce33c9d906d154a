package dev.tocsin.app.monitors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.app.api.SentJson;
import dev.tocsin.config.Durations;
import dev.tocsin.monitor.Hold;
import dev.tocsin.monitor.Monitor;
import dev.tocsin.monitor.inventory.Change;
import dev.tocsin.monitor.inventory.Item;
import dev.tocsin.monitor.inventory.PastLook;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Monitors, their looks and their changes as the API writes them. Every key is always there; what does not exist is
/// null.
final class MonitorJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private MonitorJson() {}

    /// How a monitor stands, as its rows tell.
    static ObjectNode standing(Item item) {
        var json = NODES.objectNode()
                .put("id", item.id().value())
                .put("name", item.name())
                .put("owner", item.owner().word())
                .put("verdict", lower(item.verdict()))
                .put("since", item.since().toString())
                .put("reason", item.reason())
                .put("lastLookedAt", text(item.lastLookedAt()));
        item.paused()
                .ifPresentOrElse(
                        pause -> json.putObject("paused")
                                .put("at", pause.at().toString())
                                .put("by", pause.by()),
                        () -> json.putNull("paused"));
        return json.put("heldBy", item.heldBy().map(Hold::because).orElse(null))
                .put("every", Durations.format(item.every()));
    }

    /// What a monitor looks at, and how it is believed; all null when nobody here knows.
    static void definition(ObjectNode json, Optional<Monitor> monitor) {
        json.put(
                "timeout",
                monitor.map(known -> Durations.format(known.timeout())).orElse(null));
        monitor.ifPresentOrElse(
                known -> json.putObject("confirm")
                        .put("down", known.confirmation().down())
                        .put("up", known.confirmation().up())
                        .put("recheck", Durations.format(known.confirmation().recheck())),
                () -> json.putNull("confirm"));
        var parents = json.putArray("dependsOn");
        monitor.ifPresent(known -> known.dependsOn().forEach(parents::add));
    }

    /// As a kind is called in definitions.
    static String kind(Monitor monitor) {
        return monitor.probe().getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /// @param location the name of the place where it was taken
    static ObjectNode look(PastLook look, String location) {
        var json = NODES.objectNode()
                .put("at", look.at().toString())
                .put("location", location)
                .put("outcome", look.outcome())
                .put("reason", look.reason())
                .put("status", look.status().orElse(null))
                .put("lateness", milliseconds(Optional.of(look.lateness())));
        var phases = look.phases();
        json.putObject("phases")
                .put("resolve", milliseconds(phases.resolve()))
                .put("connect", milliseconds(phases.connect()))
                .put("tls", milliseconds(phases.tls()))
                .put("request", milliseconds(phases.request()))
                .put("firstByte", milliseconds(phases.firstByte()))
                .put("transfer", milliseconds(phases.transfer()))
                .put("total", milliseconds(Optional.of(phases.total())));
        json.set("evidence", look.evidence().map(MonitorJson::parsed).orElse(null));
        return json;
    }

    static ObjectNode change(Change change) {
        var json = NODES.objectNode()
                .put("id", change.id())
                .put("at", change.at().toString())
                .put("by", change.by())
                .put("kind", change.kind().word());
        json.set("before", change.before().map(MonitorJson::parsed).orElse(null));
        json.set("after", change.after().map(MonitorJson::parsed).orElse(null));
        return json;
    }

    static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    static @Nullable String text(Optional<Instant> at) {
        return at.map(Instant::toString).orElse(null);
    }

    private static @Nullable BigDecimal milliseconds(Optional<Duration> time) {
        return time.map(exact -> BigDecimal.valueOf(exact.toNanos() / 1_000, 3)).orElse(null);
    }

    private static JsonNode parsed(String json) {
        try {
            return SentJson.MAPPER.readTree(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("what the database holds as JSON is none", impossible);
        }
    }
}
