package dev.tocsin.incidents.disclosure;

import dev.tocsin.incidents.disclosure.mail.Addresses.Mailbox;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Who takes part in a case, and by which keys they are answered. The first key that comes is kept; one that differs
/// waits beside it, for an address of a case and a sender's name prove nothing of whose key it is.
final class Participants {
    static final String KEY_CHANGED = "key-changed";

    private final CaseFile file;

    Participants(CaseFile file) {
        this.file = file;
    }

    /// The fingerprints of the keys by which this person is known in the case so far.
    List<String> fingerprints(Handle handle, DisclosureId id, Optional<Mailbox> from) {
        return from.flatMap(box -> find(handle, id, box.address()))
                .map(one -> one.keys().fingerprints())
                .orElse(List.of());
    }

    /// The first to write is the reporter. Anybody else who has a good address of the case is told nothing until a
    /// handler approves. Answers what a handler should know of the mail.
    List<String> join(Handle handle, DisclosureId id, Mailbox person, MailReading.Read read, Instant now) {
        var first = file.people.of(handle, id).isEmpty();
        var address = person.address().toLowerCase(Locale.ROOT);
        var badge = read.verdict().authenticity().state().word();
        var before = find(handle, id, address).map(Participant::keys).orElse(PersonKeys.NONE);
        var newcomer = new Participant(address, person.name(), badge, first, PersonKeys.NONE, PersonKeys.NONE);
        if (file.people.join(handle, id, newcomer) && !first) {
            file.cases.flag(handle, id, "unverified-participant");
            file.letters.note(handle, id, "participant", address, "wrote to the case and waits for approval", now);
        }
        var brought = read.brought();
        if (before.isEmpty()) {
            file.people.keepKeys(handle, id, address, brought.keys());
            return List.of();
        }
        return offer(handle, id, address, brought.otherThan(before, now), now);
    }

    private List<String> offer(Handle handle, DisclosureId id, String address, BroughtKeys others, Instant now) {
        if (others.isEmpty()) {
            return List.of();
        }
        if (file.people.offerKeys(handle, id, address, others.keys())) {
            file.cases.flag(handle, id, KEY_CHANGED);
            file.letters.note(
                    handle,
                    id,
                    "key-offered",
                    address,
                    String.join(", ", others.fingerprints()) + " waits until somebody accepts it",
                    now);
        }
        return List.of(KEY_CHANGED);
    }

    /// Has answers sealed by the key that waits with this fingerprint.
    Done accept(Handle handle, DisclosureId id, String address, String fingerprint, String author, Instant now) {
        var print = fingerprint.replaceAll("[\\s:]", "").toUpperCase(Locale.ROOT);
        var accepted =
                find(handle, id, address).map(one -> one.offered().only(print)).filter(keys -> !keys.isEmpty());
        if (accepted.isEmpty()) {
            return new Done.No("no key with this fingerprint waits under this address");
        }
        file.people.acceptKeys(handle, id, address.toLowerCase(Locale.ROOT), accepted.get());
        file.letters.note(handle, id, "key-accepted", author, address + " " + print, now);
        return new Done.Yes();
    }

    private Optional<Participant> find(Handle handle, DisclosureId id, String address) {
        return file.people.of(handle, id).stream()
                .filter(one -> one.address().equalsIgnoreCase(address))
                .findFirst();
    }
}
