package dev.tocsin.incidents.canary;

import dev.tocsin.db.Database;
import dev.tocsin.incidents.Actor;
import dev.tocsin.incidents.Incidents;
import dev.tocsin.incidents.Severity;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Message;
import dev.tocsin.incidents.delivery.Outbox;
import dev.tocsin.incidents.delivery.Priority;
import dev.tocsin.incidents.delivery.References;
import dev.tocsin.incidents.delivery.TokenAddress;
import dev.tocsin.incidents.paging.PagingSettings;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;

/// Sends a message to ourselves on each channel once a day, and sees that it comes back. One that does not is an
/// incident, which ends when the next one is back.
public final class CanaryPages {
    /// Finds a row where [#missDue] has something to do at `:now`.
    public static final String MISSED = CanaryStore.MISSED;

    private static final Actor SELF = new Actor("the canary page", "recovery");

    private final Database database;
    private final InstantSource clock;
    private final Incidents incidents;
    private final Outbox outbox;
    private final Supplier<Optional<CanarySettings>> settings;
    private final CanaryStore store = new CanaryStore();
    private final References references = new References();

    /// @param settings asked anew each time; empty where no page to ourselves is wanted
    public CanaryPages(
            Database database,
            InstantSource clock,
            Incidents incidents,
            Outbox outbox,
            Supplier<Optional<CanarySettings>> settings) {
        this.database = database;
        this.clock = clock;
        this.incidents = incidents;
        this.outbox = outbox;
        this.settings = settings;
    }

    /// Sends those of today whose time has come. To be called every few minutes.
    public void sendDue() {
        var now = clock.instant();
        settings.get().ifPresent(wanted -> {
            var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
            var slot = today.atTime(wanted.at()).toInstant(ZoneOffset.UTC);
            if (!now.isBefore(slot)) {
                wanted.addresses().forEach((medium, address) -> send(medium, address, slot, wanted, now));
            }
        });
    }

    private void send(Medium medium, String address, Instant slot, CanarySettings wanted, Instant now) {
        database.run(handle -> {
            if (!store.begin(handle, medium, slot)) {
                return;
            }
            var token = references.next();
            var recipient = medium == Medium.EMAIL ? TokenAddress.with(address, token) : address;
            var text = "Tocsin's daily test of this channel. No answer is needed. " + token;
            store.insert(handle, token, medium, now, now.plus(wanted.within()));
            outbox.enqueue(
                    handle,
                    new Message(medium, recipient, "Daily test", text, Optional.empty(), "canary", token),
                    Priority.MINOR_PAGE,
                    now,
                    now);
        });
    }

    /// Notes that the message with this token came back; false when it is none of ours.
    public boolean back(String token) {
        var now = clock.instant();
        var ours = database.transact(handle -> store.known(handle, token));
        database.transact(handle -> store.read(handle, token, now))
                .ifPresent(medium -> incidents.clear(key(medium), SELF));
        return ours;
    }

    /// Opens an incident for each that is not back in time.
    public void missDue() {
        var now = clock.instant();
        for (var missed : database.transact(handle -> store.missed(handle, now))) {
            incidents.report(
                    key(missed.medium()),
                    "THE DAILY TEST BY %s DID NOT COME BACK"
                            .formatted(missed.medium().word().toUpperCase(java.util.Locale.ROOT)),
                    "sent at %s; people may not get their pages by %s. See docs/watching-ourselves.md"
                            .formatted(
                                    missed.sentAt().truncatedTo(ChronoUnit.SECONDS),
                                    missed.medium().word()),
                    Severity.MAJOR,
                    PagingSettings.CATCH_ALL);
            database.run(handle -> store.noteMissed(handle, missed.token(), now));
        }
    }

    private static String key(Medium medium) {
        return "canary:" + medium.word();
    }
}
