package dev.tocsin.statuspage.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tocsin.statuspage.Component;
import dev.tocsin.statuspage.Stretch;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Every interval behind the uptime of a component, so that a reader can recompute the number: half-open, in UTC,
/// oldest
/// first.
final class UptimeData {
    private static final JsonMapper JSON = new JsonMapper();

    private UptimeData() {}

    static String csv(Component component) {
        var csv = new StringBuilder("from,to,status\r\n");
        for (var stretch : component.history().stretches()) {
            csv.append(stretch.window().from())
                    .append(',')
                    .append(stretch.window().to())
                    .append(',')
                    .append(stretch.status().word())
                    .append("\r\n");
        }
        return csv.toString();
    }

    static String json(Component component, Edition edition) {
        var settings = edition.board().settings();
        var weights = settings.options().weights();
        var uptime = ComponentView.uptime(component, edition);
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("id", component.id().value())
                .put("name", Plain.text(component.name()))
                .put("zone", settings.zone().getId())
                .put("from", bound(component.history().stretches().stream().findFirst(), true))
                .put("to", bound(last(component), false))
                .put("uptime", uptime.percent().orElse(null));
        json.putObject("weights")
                .put("major_outage", weights.major())
                .put("partial_outage", weights.partial())
                .put("degraded_performance", weights.degraded());
        var intervals = json.putArray("intervals");
        for (var stretch : component.history().stretches()) {
            intervals
                    .addObject()
                    .put("from", stretch.window().from().toString())
                    .put("to", stretch.window().to().toString())
                    .put("status", stretch.status().word());
        }
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of JSON could not be written", impossible);
        }
    }

    private static Optional<Stretch> last(Component component) {
        var all = component.history().stretches();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    private static @Nullable String bound(Optional<Stretch> stretch, boolean from) {
        return stretch.map(one -> from ? one.window().from() : one.window().to())
                .map(Instant::toString)
                .orElse(null);
    }
}
