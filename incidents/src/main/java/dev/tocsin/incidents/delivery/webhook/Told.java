package dev.tocsin.incidents.delivery.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.incidents.delivery.Delivery;
import java.util.Locale;

/// What a webhook is told, read out of a message: its text is our own JSON, with `event`, `title`, `summary`,
/// `severity` and `link`. Any other text is a notice.
///
/// @param json our own words for it, with the delivery's number: whoever gets one twice knows it by that
record Told(String event, String title, String summary, String severity, String link, String matter, ObjectNode json) {
    private static final JsonMapper JSON = new JsonMapper();

    static Told by(Delivery delivery) {
        var json = object(delivery);
        json.put("delivery", delivery.id().value());
        return new Told(
                json.path("event").asText("notice"),
                json.path("title").asText(),
                json.path("summary").asText(),
                json.path("severity").asText("minor").toLowerCase(Locale.ROOT),
                json.path("link").asText(),
                delivery.message().topic(),
                json);
    }

    /// One line for people.
    String words() {
        var what = summary.isEmpty() ? title : title + ": " + summary;
        return switch (event) {
            case "acknowledge" -> "Acknowledged: " + what;
            case "resolve" -> "Resolved: " + what;
            default -> what;
        };
    }

    boolean isOver() {
        return event.equals("resolve");
    }

    private static ObjectNode object(Delivery delivery) {
        try {
            if (JSON.readTree(delivery.message().text()) instanceof ObjectNode ours) {
                return ours;
            }
        } catch (JsonProcessingException e) {
            // Words for people, and no JSON of ours: told as they are.
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("event", "notice")
                .put("title", delivery.message().subject())
                .put("summary", delivery.message().text());
    }
}
