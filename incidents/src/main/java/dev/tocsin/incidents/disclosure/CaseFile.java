package dev.tocsin.incidents.disclosure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.config.Secret;
import dev.tocsin.incidents.delivery.DeliveryId;
import dev.tocsin.incidents.delivery.Outbox;
import dev.tocsin.incidents.delivery.Priority;
import dev.tocsin.incidents.mailroom.Octets;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/// What the rooms of a case have in common: writing a message down under its seal, sending a letter, setting the
/// clock. All inside the caller's transaction.
final class CaseFile {
    /// Stands where the address of a case stood.
    static final String NO_COPY = "(an address of which we keep no copy)";

    private static final int LINK_BYTES = 32;

    final DisclosureStore cases = new DisclosureStore();
    final CaseClockStore clocks = new CaseClockStore();
    final ErasureStore erasures = new ErasureStore();
    final ParticipantStore people = new ParticipantStore();
    final CorrespondenceStore letters = new CorrespondenceStore();
    final InboundMailStore mails = new InboundMailStore();
    final CaseKeys keys;
    final Secret signing;

    private final Outbox outbox;
    private final URI url;
    private final Supplier<String> company;
    private final SecureRandom random = new SecureRandom();

    CaseFile(MasterKey master, Outbox outbox, URI url, Supplier<String> company) {
        keys = new CaseKeys(master);
        signing = master.signing();
        this.outbox = outbox;
        this.url = url;
        this.company = company;
    }

    /// An unguessable link, of which only the hash is kept.
    record Link(String token, Octets hash) {}

    Link madeLink() {
        var bytes = new byte[LINK_BYTES];
        random.nextBytes(bytes);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return new Link(token, new Octets(hash(token)));
    }

    String address(Link link) {
        return url.resolve("/security/cases/" + link.token()).toString();
    }

    String reportAddress(Link link) {
        return url.resolve("/security/reports/" + link.token()).toString();
    }

    String madeReference() {
        return Letters.reference(random);
    }

    Letters letters(SecuritySettings settings) {
        return new Letters(settings, company.get(), signing);
    }

    /// Writes down what was said.
    long write(
            Handle handle,
            DisclosureId of,
            Seal seal,
            Optional<Long> mail,
            String direction,
            String author,
            String messageId,
            List<String> flags,
            boolean automatic,
            Said said,
            Instant at) {
        var id = letters.insert(handle, of, mail, direction, author, messageId, flags, automatic, at);
        letters.fill(handle, id, seal.seal(said.bytes(), "message " + id));
        return id;
    }

    Said read(CorrespondenceStore.Row row, Seal seal) {
        return Said.of(seal.open(row.sealed().bytes(), "message " + row.id()));
    }

    /// Sends a letter and writes it down.
    DeliveryId send(Handle handle, SecuritySettings settings, Disclosure to, Seal seal, Outgoing what, Instant at) {
        var answered = letters.messages(handle, to.id()).stream()
                .filter(row -> !row.messageId().isEmpty())
                .map(CorrespondenceStore.Row::messageId)
                .toList();
        var recent = answered.subList(Math.max(0, answered.size() - 10), answered.size());
        var flags = what.sealed().isPresent() ? List.of(CaseAnswers.ENCRYPTED) : List.<String>of();
        var kept = Said.to(what.kept(), List.of(what.person()));
        var id = write(
                handle, to.id(), seal, Optional.empty(), "out", what.author(), "", flags, what.automatic(), kept, at);
        var message = letters(settings).letter(to, id, what, recent, at);
        letters.name(handle, id, message.head().orElseThrow().messageId());
        var delivery = outbox.enqueue(handle, message, Priority.NOTICE, at, at);
        letters.sent(handle, id, delivery);
        return delivery;
    }

    /// Answers a test mail of ours by the way that every acknowledgement takes.
    void answerCanary(
            Handle handle,
            SecuritySettings settings,
            String to,
            String subject,
            String token,
            Optional<String> answered,
            Instant at) {
        var message =
                letters(settings).canary(to, subject, token, answered.stream().toList(), at);
        outbox.enqueue(handle, message, Priority.NOTICE, at, at);
    }

    void forgetWords(Handle handle, DeliveryId delivery) {
        outbox.forgetWords(handle, delivery);
    }

    /// Sets the clock of a case to what is next.
    void setClock(Handle handle, DisclosureId id, int told) {
        var found = cases.find(handle, id).orElseThrow();
        var clock = new CaseClock(
                found.kind(),
                found.state().isOver(),
                found.receivedAt(),
                found.firstReplyDueAt(),
                letters.lastSentByPerson(handle, id),
                told);
        clocks.setClock(handle, id, told, clock.next().map(CaseClock.Due::at));
    }

    static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java knows SHA-256", impossible);
        }
    }
}
