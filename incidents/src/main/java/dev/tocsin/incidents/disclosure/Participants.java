package dev.tocsin.incidents.disclosure;

import dev.tocsin.incidents.disclosure.mail.Addresses.Mailbox;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Who takes part in a case, and by which keys they are answered. The first key that comes is kept where [FirstKey]
/// says so; one that differs waits beside it, for an address of a case and a sender's name prove nothing of whose key
/// it is.
final class Participants {
    static final String KEY_CHANGED = "key-changed";
    static final String KEY_WAITS = "key-waits";
    static final String KEY_DISMISSED = "key-dismissed";

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
        var newcomer = Participant.newcomer(address, person.name(), badge, first);
        var known = find(handle, id, address).orElse(newcomer);
        var isNew = file.people.join(handle, id, newcomer);
        if (isNew && !first) {
            file.cases.flag(handle, id, "unverified-participant");
            file.letters.note(handle, id, "participant", address, "wrote to the case and waits for approval", now);
        }
        var wanted = read.brought().without(known.dismissed());
        var flags = new ArrayList<>(cameAgain(handle, id, address, wanted.dismissed(), now));
        if (known.keys().isEmpty() && isTaken(handle, id, address, isNew, read)) {
            file.people.keepKeys(handle, id, address, wanted.keys().keys());
        } else {
            flags.addAll(offer(
                    handle, id, address, known.keys().isEmpty(), wanted.keys().otherThan(known.keys(), now), now));
        }
        return flags;
    }

    private List<String> cameAgain(
            Handle handle, DisclosureId id, String address, List<String> dismissed, Instant now) {
        if (dismissed.isEmpty()) {
            return List.of();
        }
        if (file.people.cameAgain(handle, id, address, dismissed)) {
            file.letters.note(
                    handle,
                    id,
                    "key-came-again",
                    address,
                    String.join(", ", dismissed) + " was dismissed, and is not offered again",
                    now);
        }
        return List.of(KEY_DISMISSED);
    }

    private boolean isTaken(Handle handle, DisclosureId id, String address, boolean isNew, MailReading.Read read) {
        return new FirstKey(
                        isNew,
                        read.verdict().authenticity().state(),
                        read.opened().encrypted(),
                        read.brought().encrypted(),
                        file.letters.wroteEncrypted(handle, id, address))
                .isTaken();
    }

    private List<String> offer(
            Handle handle, DisclosureId id, String address, boolean first, BroughtKeys others, Instant now) {
        if (others.isEmpty()) {
            return List.of();
        }
        var flag = first ? KEY_WAITS : KEY_CHANGED;
        if (file.people.offerKeys(handle, id, address, others.keys())) {
            file.cases.flag(handle, id, flag);
            file.letters.note(
                    handle,
                    id,
                    "key-offered",
                    address,
                    String.join(", ", others.fingerprints()) + " waits until somebody accepts or dismisses it",
                    now);
        }
        return List.of(flag);
    }

    /// Has answers sealed by the key that waits with this fingerprint.
    Done accept(Handle handle, DisclosureId id, String address, String fingerprint, String author, Instant now) {
        return judge(handle, id, address, fingerprint, (one, keys, print) -> {
            file.people.acceptKeys(handle, id, one.address(), keys);
            file.letters.note(handle, id, "key-accepted", author, one.address() + " " + print, now);
        });
    }

    /// Has the key with this fingerprint wait no more, and never again.
    Done dismiss(Handle handle, DisclosureId id, String address, String fingerprint, String author, Instant now) {
        return judge(handle, id, address, fingerprint, (one, keys, print) -> {
            file.people.dismissKeys(handle, id, one.address(), keys, keys.marksBeside(one.keys(), now));
            file.letters.note(handle, id, KEY_DISMISSED, author, one.address() + " " + print, now);
        });
    }

    private interface Judgement {
        void of(Participant one, PersonKeys keys, String print);
    }

    private Done judge(Handle handle, DisclosureId id, String address, String fingerprint, Judgement judgement) {
        var print = fingerprint.replaceAll("[\\s:]", "").toUpperCase(Locale.ROOT);
        var found = find(handle, id, address);
        var keys = found.map(one -> one.offered().only(print)).filter(waiting -> !waiting.isEmpty());
        if (keys.isEmpty()) {
            return new Done.No("no key with this fingerprint waits under this address");
        }
        judgement.of(found.get(), keys.get(), print);
        return new Done.Yes();
    }

    private Optional<Participant> find(Handle handle, DisclosureId id, String address) {
        return file.people.of(handle, id).stream()
                .filter(one -> one.address().equalsIgnoreCase(address))
                .findFirst();
    }
}
