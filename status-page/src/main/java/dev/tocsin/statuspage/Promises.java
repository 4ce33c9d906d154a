package dev.tocsin.statuspage;

import dev.tocsin.db.Database;
import dev.tocsin.incidents.Actor;
import dev.tocsin.incidents.Incidents;
import dev.tocsin.incidents.Severity;
import dev.tocsin.incidents.contact.Contacts;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Message;
import dev.tocsin.incidents.delivery.Outbox;
import dev.tocsin.incidents.delivery.Priority;
import dev.tocsin.incidents.delivery.References;
import dev.tocsin.incidents.oncall.Responder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// "Next update by 16:00": whoever promised it hears of it before it is broken, and of maintenance that should have
/// ended. An author whom we cannot reach is nobody to rely on: then whoever is on call is paged.
public final class Promises {
    /// Finds a row while a promise is near, or one that people were paged for was kept.
    public static final String DUE = PromiseStore.DUE;

    private static final Duration AHEAD = Duration.ofMinutes(10);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Actor KEPT = new Actor("the status page", "an update");

    private final Database database;
    private final InstantSource clock;
    private final Outbox outbox;
    private final Contacts contacts;
    private final Incidents incidents;
    private final Supplier<Map<String, Responder>> responders;
    private final PromiseStore store = new PromiseStore();
    private final References references = new References();

    /// @param responders who can be reached, by name; asked anew each time, for settings change
    public Promises(
            Database database,
            InstantSource clock,
            Outbox outbox,
            Contacts contacts,
            Incidents incidents,
            Supplier<Map<String, Responder>> responders) {
        this.database = database;
        this.clock = clock;
        this.outbox = outbox;
        this.contacts = contacts;
        this.incidents = incidents;
        this.responders = responders;
    }

    /// Reminds of every promise whose time is near, each once, and lets go of whoever was paged for one that was kept.
    public void remindDue() {
        var now = clock.instant();
        for (var promise : database.transact(handle -> store.near(handle, now.plus(AHEAD)))) {
            var words = words(promise);
            if (!database.transact(handle -> tell(handle, promise, words, now))) {
                // The incident is written first: what is written twice is one, what is forgotten is none.
                incidents.report(
                        key(promise.matter()), "Customers wait for an update", words, Severity.MINOR, "default");
                database.run(handle -> store.told(handle, promise.matter(), now, true));
            }
        }
        for (var kept : database.transact(store::keptAndPaged)) {
            incidents.clear(key(kept), KEPT);
            database.run(handle -> store.letGo(handle, kept));
        }
    }

    /// Tells the author of maintenance that should be over; inside the caller's transaction.
    public void overdue(Handle handle, Maintenance maintenance) {
        var author = store.author(handle, maintenance.id());
        var text = "\"%s\" was announced until %s UTC and goes on. Complete it, or give it another end."
                .formatted(maintenance.name(), TIME.format(maintenance.until()));
        contacts(handle, author)
                .forEach(message -> enqueue(handle, message, "Maintenance is over its time", text, clock.instant()));
    }

    private boolean tell(Handle handle, PromiseStore.Promise promise, String words, Instant now) {
        var reachable = contacts(handle, promise.author());
        if (reachable.isEmpty()) {
            return false;
        }
        if (store.told(handle, promise.matter(), now, false)) {
            reachable.forEach(contact -> enqueue(handle, contact, "Customers wait for your update", words, now));
        }
        return true;
    }

    private record Contact(Medium medium, String address) {}

    private List<Contact> contacts(Handle handle, String author) {
        var known = Optional.ofNullable(responders.get().get(author));
        return known.map(person ->
                        contacts.usable(handle, Map.of(author, person)).getOrDefault(author, person))
                .map(person -> Stream.of(Medium.SMS, Medium.EMAIL)
                        .flatMap(medium -> person.contact(medium).map(address -> new Contact(medium, address)).stream())
                        .toList())
                .orElse(List.of());
    }

    private void enqueue(Handle handle, Contact contact, String subject, String text, Instant now) {
        var message = new Message(
                contact.medium(), contact.address(), subject, text, Optional.empty(), "", references.next());
        outbox.enqueue(handle, message, Priority.NOTICE, now, now);
    }

    private static String words(PromiseStore.Promise promise) {
        return "The page promises an update of \"%s\" by %s UTC. Write it, or promise another time: tocsin update say %s"
                .formatted(promise.title(), TIME.format(promise.by()), promise.matter());
    }

    private static String key(PublicId matter) {
        return "status-promise:" + matter;
    }
}
