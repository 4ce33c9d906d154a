package dev.tocsin.app.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.app.api.SentJson;
import dev.tocsin.statuspage.Chain;
import dev.tocsin.statuspage.Change;
import dev.tocsin.statuspage.Impact;
import dev.tocsin.statuspage.Maintenance;
import dev.tocsin.statuspage.MaintenanceSeries;
import dev.tocsin.statuspage.PublicId;
import dev.tocsin.statuspage.Written;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How the API writes down what stands on the page, and what does not yet.
final class StatusJson {
    private StatusJson() {}

    static ObjectNode written(Written written) {
        var words = written.words();
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("id", written.id().value())
                .put("incident", written.incident().value())
                .put("title", written.title())
                .put("state", written.state())
                .put("status", words.phase().word())
                .put("body", words.body())
                .put("impact", words.impact().map(Impact::word).orElse(null));
        ids(json.putArray("components"), words.components());
        return json.put("nextUpdateBy", text(words.nextUpdateBy()))
                .put("silent", words.silent())
                .put("author", written.author())
                .put("createdAt", written.createdAt().toString())
                .put("publishAt", text(written.publishAt()))
                .put("publishedAt", text(written.publishedAt()))
                .put("editedAt", text(written.editedAt()));
    }

    static ObjectNode maintenance(Maintenance maintenance) {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("id", maintenance.id().value())
                .put("title", maintenance.name())
                .put("status", maintenance.phase().word())
                .put("from", maintenance.from().toString())
                .put("until", maintenance.until().toString())
                .put("byClock", maintenance.byClock())
                .put("expected", maintenance.expected().word())
                .put("beganAt", text(maintenance.beganAt()))
                .put("endedAt", text(maintenance.endedAt()));
        ids(json.putArray("components"), maintenance.components());
        var updates = json.putArray("updates");
        maintenance
                .updates()
                .forEach(update -> updates.addObject()
                        .put("id", update.id().value())
                        .put("status", update.phase().word())
                        .put("body", update.body())
                        .put("at", update.displayAt().toString()));
        return json;
    }

    static ObjectNode series(MaintenanceSeries series) {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("id", series.id().value())
                .put("title", series.title())
                .put("body", series.body())
                .put("start", series.first().toString())
                .put("zone", series.zone().getId())
                .put("lastsSeconds", series.lasts().toSeconds())
                .put("rrule", series.rule().toString())
                .put("byClock", series.byClock())
                .put("endedAt", text(series.endedAt()));
        ids(json.putArray("components"), series.components());
        return json;
    }

    /// The trail of one subject, and whether its chain is whole.
    static ObjectNode trail(List<Change> changes) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("whole", Chain.firstBreak(changes).isEmpty());
        var items = json.putArray("changes");
        for (var change : changes) {
            var item = items.addObject()
                    .put("number", change.number())
                    .put("at", change.at().toString())
                    .put("actor", change.actor())
                    .put("kind", change.kind())
                    .put("hash", change.hash())
                    .put("content", change.content());
            try {
                item.set("change", SentJson.MAPPER.readTree(change.content()));
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException("a change is no JSON", impossible);
            }
        }
        return json;
    }

    static void ids(ArrayNode array, Collection<PublicId> ids) {
        ids.stream().map(PublicId::value).sorted().forEach(array::add);
    }

    static @Nullable String text(Optional<Instant> instant) {
        return instant.map(Instant::toString).orElse(null);
    }
}
