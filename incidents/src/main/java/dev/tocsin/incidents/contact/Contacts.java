package dev.tocsin.incidents.contact;

import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Message;
import dev.tocsin.incidents.delivery.Outbox;
import dev.tocsin.incidents.delivery.Priority;
import dev.tocsin.incidents.delivery.References;
import dev.tocsin.incidents.oncall.Responder;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Knows which addresses may be used: those that somebody has verified, and whose owner has not asked for silence. All
/// of it works inside the caller's transaction.
public final class Contacts {
    private static final int HELPS = 5;
    private final Outbox outbox;
    private final Supplier<Map<String, Responder>> responders;
    private final ContactStore store = new ContactStore();
    private final References references = new References();

    private record Key(Medium medium, String address) {}

    /// @param responders whose addresses these are, by name; asked anew each time, for settings change
    public Contacts(Outbox outbox, Supplier<Map<String, Responder>> responders) {
        this.outbox = outbox;
        this.responders = responders;
    }

    /// The same people with the contacts that may be used for paging.
    public Map<String, Responder> usable(Handle handle, Map<String, Responder> people) {
        var known = store.all(handle).stream()
                .collect(Collectors.toMap(one -> new Key(one.medium(), one.address()), one -> one));
        var usable = new HashMap<String, Responder>();
        people.forEach((name, person) -> usable.put(
                name,
                person.reachedBy(medium -> person.contact(medium)
                        .filter(address -> mayBeUsed(person, medium, address, known))
                        .isPresent())));
        return Map.copyOf(usable);
    }

    /// Who reads messages at a number is called there as well; but who wants no messages may still want calls.
    private static boolean mayBeUsed(Responder person, Medium medium, String address, Map<Key, Contact> known) {
        if (medium == Medium.WEBHOOK) {
            return true;
        }
        var proof = medium == Medium.VOICE ? Medium.SMS : medium;
        var verified = person.verified()
                || Optional.ofNullable(known.get(new Key(proof, address)))
                        .flatMap(Contact::verifiedAt)
                        .isPresent();
        return verified
                && !Optional.ofNullable(known.get(new Key(medium, address)))
                        .map(Contact::stopped)
                        .orElse(false);
    }

    /// What is known of one.
    public Contact of(Handle handle, Medium medium, String address) {
        return store.find(handle, medium, address).orElseGet(() -> Contact.unknown(medium, address));
    }

    /// Nothing more is sent to this address, and its owner is told so by their other ones. Does nothing when that was
    /// so before.
    ///
    /// @param reason for people: who wants it, or why nothing arrives there
    public void stop(Handle handle, Medium medium, String address, String reason, Instant at) {
        if (!store.stop(handle, medium, address, reason, at)) {
            return;
        }
        owner(medium, address)
                .ifPresent(person -> Arrays.stream(Medium.values())
                        .filter(other -> other != medium)
                        .flatMap(other -> usable(handle, Map.of(person.name(), person))
                                .getOrDefault(person.name(), person)
                                .contact(other)
                                .map(contact -> notice(other, contact, medium, address, reason))
                                .stream())
                        .forEach(message -> outbox.enqueue(handle, message, Priority.NOTICE, at, at)));
    }

    /// Messages are sent there again; false when they were sent all the time.
    public boolean start(Handle handle, Medium medium, String address) {
        return store.start(handle, medium, address);
    }

    /// Whether nonsense from there shall be answered with help: five times at most.
    public boolean mayHelp(Handle handle, Medium medium, String address) {
        return store.help(handle, medium, address, HELPS);
    }

    /// Help is given anew: there was an answer that we understood, or a page.
    public void helpAnew(Handle handle, Medium medium, String address) {
        store.helpAnew(handle, medium, address);
    }

    private Optional<Responder> owner(Medium medium, String address) {
        return responders.get().values().stream()
                .filter(person -> person.contact(medium).filter(address::equals).isPresent())
                .findFirst();
    }

    private Message notice(Medium medium, String recipient, Medium stopped, String address, String reason) {
        var reference = references.next();
        var text = """
                You are paged by %s at %s no more: %s.

                %s to undo that.
                """.formatted(
                        stopped.word(),
                        hidden(address),
                        reason,
                        // It undoes a STOP, which was for messages alone.
                        stopped == Medium.SMS
                                ? "Write START to our number, or ask whoever runs Tocsin,"
                                : "Ask whoever runs Tocsin");
        return new Message(
                medium,
                recipient,
                "You are paged by %s no more".formatted(stopped.word()),
                text,
                Optional.empty(),
                "",
                reference);
    }

    /// Enough to know one's own by.
    private static String hidden(String address) {
        return "…" + address.substring(Math.max(0, address.length() - 4));
    }
}
