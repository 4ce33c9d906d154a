package dev.tocsin.incidents.paging;

import dev.tocsin.db.Database;
import dev.tocsin.incidents.Actor;
import dev.tocsin.incidents.AnswerText;
import dev.tocsin.incidents.Incidents;
import dev.tocsin.incidents.delivery.DeliveryId;
import dev.tocsin.incidents.delivery.PressedKeys;
import java.util.stream.Collectors;

/// Acts on the keys that people press in a call: 4 acknowledges, 5 escalates, 6 resolves.
public final class CallAnswers implements PressedKeys {
    private final Database database;
    private final Incidents incidents;
    private final PageStore store = new PageStore();

    public CallAnswers(Database database, Incidents incidents) {
        this.database = database;
        this.incidents = incidents;
    }

    @Override
    public String pressed(DeliveryId id, String key) {
        var pages = database.transact(handle -> store.byDelivery(handle, id));
        return pages.isEmpty()
                ? "This call is about nothing that is open."
                : pages.stream().map(page -> act(page, key)).distinct().collect(Collectors.joining(" "));
    }

    private String act(Page page, String key) {
        var by = new Actor(page.responder(), "voice");
        return switch (key) {
            case "4" -> AnswerText.of(incidents.acknowledge(page.incident(), by), "Acknowledged. It is yours.");
            case "5" -> AnswerText.of(incidents.escalate(page.incident(), by), "The next person is being paged.");
            case "6" -> AnswerText.of(incidents.resolve(page.incident(), by), "Resolved.");
            default -> "This key means nothing. Nothing was done. Use the link in our message.";
        };
    }
}
