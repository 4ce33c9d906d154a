package dev.tocsin.incidents.paging;

import dev.tocsin.incidents.Incident;
import dev.tocsin.incidents.IncidentEvent;
import dev.tocsin.incidents.Incidents;
import dev.tocsin.incidents.contact.Contacts;
import dev.tocsin.incidents.delivery.Outbox;
import dev.tocsin.incidents.delivery.Priority;
import dev.tocsin.incidents.delivery.References;
import dev.tocsin.incidents.oncall.Responder;
import dev.tocsin.incidents.oncall.Responder.ContactRule;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.StringJoiner;
import org.jdbi.v3.core.Handle;

/// Writes the pages of one person for one call: a row and a message for each of their rules, and a line in the
/// timeline.
final class Summoning {
    private final Incidents incidents;
    private final Contacts contacts;
    private final Outbox outbox;
    private final Digests digests;
    private final URI url;
    private final PageStore store = new PageStore();
    private final PageText text = new PageText();
    private final References references = new References();

    /// One call of an incident: its number, how many steps are walked with it, and what people name it.
    record Call(int number, int step, String name) {}

    Summoning(Incidents incidents, Contacts contacts, Outbox outbox, URI url) {
        this.incidents = incidents;
        this.contacts = contacts;
        this.outbox = outbox;
        digests = new Digests(outbox);
        this.url = url;
    }

    void summon(Handle handle, Incident incident, Call call, Responder responder, String because, Instant now) {
        var ways = new StringJoiner(", ");
        var rules = responder.rulesFor(incident.severity());
        for (var i = 0; i < rules.size(); i++) {
            var rule = rules.get(i);
            write(handle, incident, call, responder, because, rule, i, now);
            ways.add(way(rule));
        }
        incidents.record(
                handle,
                incident.id(),
                now,
                new IncidentEvent.Paged(responder.name(), ways.toString(), call.name(), because));
    }

    private void write(
            Handle handle,
            Incident incident,
            Call call,
            Responder responder,
            String because,
            ContactRule rule,
            int number,
            Instant now) {
        var contact = responder.contact(rule.medium()).orElseThrow();
        contacts.helpAnew(handle, rule.medium(), contact);
        var token = references.next();
        var link = url.resolve("/a/" + token).toString();
        var message = text.message(rule.medium(), contact, responder.zone(), incident, because, link, token);
        var due = now.plus(rule.delay());
        var delivery = digests.take(handle, incident, rule.medium(), contact, due, now)
                .orElseGet(() -> outbox.enqueue(handle, message, priority(incident, call, rule), now, due));
        store.insert(
                handle,
                new Page(
                        incident.id(),
                        delivery,
                        responder.name(),
                        rule.medium(),
                        contact,
                        because,
                        call.number(),
                        call.step(),
                        number,
                        due,
                        token));
    }

    private static String way(ContactRule rule) {
        return rule.delay().isZero()
                ? rule.medium().word()
                : "%s after %s".formatted(rule.medium().word(), words(rule.delay()));
    }

    private static String words(Duration delay) {
        return delay.toSecondsPart() == 0 ? delay.toMinutes() + " min" : delay.toSeconds() + " s";
    }

    private static Priority priority(Incident incident, Call call, ContactRule rule) {
        var first = call.number() == 1 && rule.delay().isZero();
        return switch (incident.severity()) {
            case CRITICAL -> first ? Priority.FIRST_CRITICAL_PAGE : Priority.CRITICAL_PAGE;
            case MAJOR -> first ? Priority.FIRST_MAJOR_PAGE : Priority.MAJOR_PAGE;
            case MINOR -> first ? Priority.FIRST_MINOR_PAGE : Priority.MINOR_PAGE;
        };
    }
}
