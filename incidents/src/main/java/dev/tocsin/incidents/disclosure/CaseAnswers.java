package dev.tocsin.incidents.disclosure;

import dev.tocsin.incidents.disclosure.crypto.Keyring;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/// What we answer: sealed for those whose key we have, never in the clear to somebody who wrote encrypted unless that
/// is said, and in critical cases not before a second person has approved it.
public final class CaseAnswers {
    static final String ENCRYPTED = "encrypted";

    private static final String IN_CLEAR = "in-clear";

    private final InstantSource clock;
    private final CaseFile file;
    private final CaseWork work;
    private final Supplier<Optional<SecuritySettings>> settings;
    private final Supplier<Keyring> keyring;

    CaseAnswers(
            InstantSource clock,
            CaseFile file,
            CaseWork work,
            Supplier<Optional<SecuritySettings>> settings,
            Supplier<Keyring> keyring) {
        this.clock = clock;
        this.file = file;
        this.work = work;
        this.settings = settings;
        this.keyring = keyring;
    }

    /// The texts that are prepared.
    public List<ReplyTemplate> templates() {
        return settings.get().map(SecuritySettings::replies).orElse(List.of());
    }

    /// Answers everybody who takes part and was approved. The first answer stops the clock of the first reply.
    ///
    /// @param inClear also to those who wrote encrypted and whose key we do not have
    public Done reply(DisclosureId id, String author, String text, boolean inClear) {
        return reply(id, author, Optional.empty(), text, inClear);
    }

    /// The same by a prepared text.
    ///
    /// @param below what stands below it; may be blank
    public Done reply(DisclosureId id, String author, Optional<ReplyTemplate> template, String below, boolean inClear) {
        var done = work.within(id, (handle, found, seal) -> {
            var now = clock.instant();
            var obstacle = obstacle(handle, found, inClear, now);
            if (obstacle.isPresent()) {
                return new Done.No(obstacle.get());
            }
            var text = template.map(one -> one.filled(found.reference(), approved(handle, found)) + "\n\n" + below)
                    .orElse(below)
                    .strip();
            if (!found.isCritical() || !settings.get().orElseThrow().secondPerson()) {
                send(handle, found, seal, author, text, now);
                file.letters.note(handle, id, "answered", author, "", now);
                return new Done.Yes();
            }
            var flags = inClear ? List.of(IN_CLEAR) : List.<String>of();
            var draft = file.write(
                    handle, id, seal, Optional.empty(), "draft", author, "", flags, false, Said.text(text), now);
            file.letters.note(
                    handle, id, "draft", author, "message %d waits for a second person".formatted(draft), now);
            return new Done.Waits(draft);
        });
        work.quietAfter(id, done);
        return done;
    }

    /// Sends a draft; whoever wrote it cannot.
    public Done approve(DisclosureId id, long draft, String approver) {
        var done = work.within(id, (handle, found, seal) -> {
            var row = file.letters.draft(handle, id, draft);
            if (row.isEmpty()) {
                return noDraft(draft);
            }
            if (row.get().author().equals(approver)) {
                return new Done.No("you wrote this answer: somebody else approves it");
            }
            var now = clock.instant();
            var obstacle = obstacle(handle, found, row.get().flags().contains(IN_CLEAR), now);
            if (obstacle.isPresent()) {
                return new Done.No(obstacle.get());
            }
            file.letters.drop(handle, draft);
            send(
                    handle,
                    found,
                    seal,
                    row.get().author(),
                    file.read(row.get(), seal).text(),
                    now);
            file.letters.note(handle, id, "answered", row.get().author(), "approved by " + approver, now);
            return new Done.Yes();
        });
        work.quietAfter(id, done);
        return done;
    }

    /// Takes a draft away.
    public Done drop(DisclosureId id, long draft, String author) {
        return work.within(id, (handle, _, _) -> {
            if (file.letters.draft(handle, id, draft).isEmpty()) {
                return noDraft(draft);
            }
            file.letters.drop(handle, draft);
            file.letters.note(handle, id, "draft-dropped", author, "message " + draft, clock.instant());
            return new Done.Yes();
        });
    }

    private static Done noDraft(long draft) {
        return new Done.No("message %d is no draft that waits".formatted(draft));
    }

    /// Why nobody can be answered; empty when everybody can.
    private Optional<String> obstacle(Handle handle, Disclosure found, boolean inClear, Instant now) {
        var people = approved(handle, found);
        if (settings.get().isEmpty() || people.isEmpty()) {
            return Optional.of("there is nobody to answer to: approve a participant, and see that security is set");
        }
        var encrypted = file.letters.messages(handle, found.id()).stream()
                .filter(row -> row.direction().equals("in") && row.flags().contains(ENCRYPTED))
                .map(CorrespondenceStore.Row::author)
                .toList();
        return people.stream()
                .filter(person -> !inClear
                        && encrypted.stream().anyMatch(person.address()::equalsIgnoreCase)
                        && !person.keys().seal(now))
                .findFirst()
                .map(person -> ("%s wrote encrypted, and we have no key of theirs: ask for it, accept the one that"
                                + " waits, or write \"inClear\": true where everybody may read the answer")
                        .formatted(person.address()));
    }

    private void send(Handle handle, Disclosure found, Seal seal, String author, String text, Instant now) {
        for (var person : approved(handle, found)) {
            var sealed = person.keys().sealed(text, keyring.get(), now);
            file.send(
                    handle,
                    settings.get().orElseThrow(),
                    found,
                    seal,
                    Outgoing.byPerson(author, person.address(), text, sealed),
                    now);
        }
        var told = file.clocks.told(handle, found.id()) & ~CaseClock.Alarm.UPDATE.bit();
        file.cases.replied(handle, found.id(), now, told);
        file.setClock(handle, found.id(), told);
    }

    private List<Participant> approved(Handle handle, Disclosure found) {
        return file.people.of(handle, found.id()).stream()
                .filter(Participant::approved)
                .toList();
    }
}
