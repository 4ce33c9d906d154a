package dev.tocsin.incidents.silence;

import dev.tocsin.db.Database;
import dev.tocsin.incidents.Escalations;
import dev.tocsin.incidents.delivery.MailTime;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Message;
import dev.tocsin.incidents.delivery.Outbox;
import dev.tocsin.incidents.delivery.Priority;
import dev.tocsin.incidents.delivery.References;
import dev.tocsin.incidents.oncall.Responder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/// Tells by mail that a silence ends soon, and what pages then: its owner, or where that is no responder with a mail
/// address, those who look after Tocsin.
public final class SilenceNotices {
    /// Finds a row where [#tellDue] has something to do at `:now`.
    public static final String DUE = SilenceStore.NOTICE_DUE;

    private final Database database;
    private final InstantSource clock;
    private final Escalations escalations;
    private final Outbox outbox;
    private final Supplier<Map<String, Responder>> responders;
    private final Keepers keepers;
    private final SilenceStore store = new SilenceStore();
    private final References references = new References();

    public SilenceNotices(
            Database database,
            InstantSource clock,
            Escalations escalations,
            Outbox outbox,
            Supplier<Map<String, Responder>> responders,
            Keepers keepers) {
        this.database = database;
        this.clock = clock;
        this.escalations = escalations;
        this.outbox = outbox;
        this.responders = responders;
        this.keepers = keepers;
    }

    /// The mails commit together with the note that they were written.
    public void tellDue() {
        var now = clock.instant();
        database.run(handle -> store.claimNotices(handle, now).forEach(silence -> tell(handle, silence, now)));
    }

    private void tell(Handle handle, Silence silence, Instant now) {
        var held = escalations.triggered(handle).stream()
                .filter(incident -> silence.holds(incident, now))
                .toList();
        for (var reader : readers(handle, silence, now)) {
            reader.email()
                    .map(email -> new Message(
                            Medium.EMAIL,
                            email,
                            "Silence %d ends at %s"
                                    .formatted(silence.id(), MailTime.of(silence.endsAt(), reader.zone())),
                            HiddenText.ending(silence, held, reader.zone()),
                            Optional.empty(),
                            "",
                            references.next()))
                    .ifPresent(message -> outbox.enqueue(handle, message, Priority.NOTICE, now, now));
        }
    }

    private List<Responder> readers(Handle handle, Silence silence, Instant now) {
        return Optional.ofNullable(responders.get().get(silence.owner()))
                .filter(owner -> owner.email().isPresent())
                .map(List::of)
                .orElseGet(() -> keepers.at(handle, now));
    }
}
