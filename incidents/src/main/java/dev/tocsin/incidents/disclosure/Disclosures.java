package dev.tocsin.incidents.disclosure;

import dev.tocsin.db.Database;
import dev.tocsin.incidents.IncidentId;
import dev.tocsin.incidents.Incidents;
import dev.tocsin.incidents.Severity;
import dev.tocsin.incidents.disclosure.cvss.Cvss;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/// What people do with cases. Whoever reads one is written down in it.
public final class Disclosures {
    private static final Duration MEDIAN_OVER = Duration.ofDays(90);

    private final Database database;
    private final InstantSource clock;
    private final CaseFile file;
    private final CaseWork work;
    private final Incidents incidents;
    private final Supplier<String> policy;
    private final HandOff handOff;

    Disclosures(
            Database database,
            InstantSource clock,
            CaseFile file,
            CaseWork work,
            Incidents incidents,
            Supplier<Optional<SecuritySettings>> settings) {
        this.database = database;
        this.clock = clock;
        this.file = file;
        this.work = work;
        this.incidents = incidents;
        policy = () -> settings.get().map(SecuritySettings::policy).orElse("default");
        handOff = new HandOff(file, settings);
    }

    /// One message, opened.
    public record Message(
            long id,
            String direction,
            Instant at,
            String author,
            String messageId,
            Said said,
            List<String> flags,
            String state,
            boolean automatic,
            Optional<Long> mail) {}

    /// A case with all that belongs to it. `messages` is empty once it was erased.
    public record Whole(
            Disclosure disclosure, List<Message> messages, List<Participant> participants, List<CaseEvent> timeline) {}

    public List<Disclosure> page(boolean openOnly, long before, int limit) {
        return database.transact(handle -> file.cases.page(handle, openOnly, before, limit));
    }

    /// Opens a case for somebody; that he read it is written into it.
    public Optional<Whole> read(DisclosureId id, String reader) {
        var now = clock.instant();
        return database.transact(handle -> file.cases.find(handle, id).map(found -> {
            file.letters.note(handle, id, "read", reader, "", now);
            return whole(handle, found);
        }));
    }

    Whole whole(Handle handle, Disclosure found) {
        var messages = file.keys
                .of(handle, found.id())
                .map(seal -> file.letters.messages(handle, found.id()).stream()
                        .map(row -> opened(row, seal))
                        .toList())
                .orElse(List.of());
        return new Whole(found, messages, file.people.of(handle, found.id()), file.letters.events(handle, found.id()));
    }

    private Message opened(CorrespondenceStore.Row row, Seal seal) {
        return new Message(
                row.id(),
                row.direction(),
                row.at(),
                row.author(),
                row.messageId(),
                file.read(row, seal),
                row.flags(),
                row.state(),
                row.automatic(),
                row.mail());
    }

    /// Writes a note that no reporter sees.
    public Done note(DisclosureId id, String author, String text) {
        return work.within(id, (handle, found, seal) -> {
            var now = clock.instant();
            file.write(handle, id, seal, Optional.empty(), "note", author, "", List.of(), false, Said.text(text), now);
            file.letters.note(handle, id, "note", author, "", now);
            return new Done.Yes();
        });
    }

    /// Brings a case on. Every change has an author and a reason.
    public Done move(DisclosureId id, DisclosureState next, String author, String reason, Optional<DisclosureId> of) {
        var done = work.within(id, (handle, found, _) -> {
            if (!found.state().mayBecome(next)) {
                return new Done.No("a case that is %s does not become %s"
                        .formatted(found.state().word(), next.word()));
            }
            if (next == DisclosureState.DUPLICATE
                    && of.flatMap(other -> file.cases.find(handle, other))
                            .filter(other -> !other.id().equals(id))
                            .isEmpty()) {
                return new Done.No("a duplicate is one of another case: name it");
            }
            var now = clock.instant();
            if (next == DisclosureState.SUPPORT_HAND_OFF && !handOff.toSupport(handle, found, author, now)) {
                return new Done.No("there is nobody to hand it to: set security.supportAddress");
            }
            file.cases.move(handle, id, next, now);
            of.filter(_ -> next == DisclosureState.DUPLICATE)
                    .ifPresent(other -> file.cases.duplicate(handle, id, other));
            file.letters.note(handle, id, next.word(), author, reason, now);
            file.setClock(handle, id, file.clocks.told(handle, id));
            return new Done.Yes();
        });
        if (next.isOver()) {
            work.quietAfter(id, done);
        }
        return done;
    }

    /// Says what a case is and how bad.
    /// @throws IllegalArgumentException when the vector is none
    public Done judge(DisclosureId id, Judgement judgement, String author) {
        var cvss = judgement.vector().map(Cvss::of);
        return work.within(id, (handle, _, _) -> {
            var now = clock.instant();
            file.cases.judge(handle, id, judgement.kind(), cvss.map(Cvss::vector));
            judgement.credit().ifPresent(name -> file.cases.credit(handle, id, name, judgement.agreed(), now));
            var detail =
                    judgement.kind().word() + cvss.map(one -> " " + one.score()).orElse("");
            file.letters.note(handle, id, "judged", author, detail, now);
            file.setClock(handle, id, file.clocks.told(handle, id));
            return new Done.Yes();
        });
    }

    /// Lets somebody who wrote to the case take part in it.
    public Done approve(DisclosureId id, String address, String author) {
        return work.within(id, (handle, _, _) -> {
            if (!file.people.approve(handle, id, address)) {
                return new Done.No("nobody waits for approval under this address");
            }
            file.letters.note(handle, id, "approved", author, address, clock.instant());
            return new Done.Yes();
        });
    }

    /// Has answers to this person sealed by a key that came later than the one we have. Whoever accepts it has
    /// compared the fingerprint with its owner, by another way than mail.
    public Done acceptKey(DisclosureId id, String address, String fingerprint, String author) {
        return work.within(
                id,
                (handle, _, _) ->
                        new Participants(file).accept(handle, id, address, fingerprint, author, clock.instant()));
    }

    /// Has a key that came later wait no more, and not be offered again when it comes again.
    public Done dismissKey(DisclosureId id, String address, String fingerprint, String author) {
        return work.within(
                id,
                (handle, _, _) ->
                        new Participants(file).dismiss(handle, id, address, fingerprint, author, clock.instant()));
    }

    /// Binds a case to an incident.
    public Done link(DisclosureId id, IncidentId incident, String author) {
        return work.within(id, (handle, _, _) -> {
            if (incidents.find(handle, incident).isEmpty()) {
                return new Done.No("there is no incident " + incident.value());
            }
            file.cases.link(handle, id, incident);
            file.letters.note(handle, id, "incident", author, "incident " + incident.value(), clock.instant());
            return new Done.Yes();
        });
    }

    /// Opens an incident for a case, which pages; it says nothing of what was reported, and is on no public page.
    public Done escalate(DisclosureId id, Severity severity, String author) {
        return database.transact(handle -> file.cases.find(handle, id))
                .map(found -> {
                    var key = "disclosure-" + found.reference() + "-case";
                    incidents.report(
                            key,
                            "Security report " + found.reference(),
                            "Opened by %s; what it is about stands in the case.".formatted(author),
                            severity,
                            policy.get());
                    return database.transact(handle -> incidents.findOpen(handle, key))
                            .map(incident -> link(id, incident.id(), author))
                            .orElseGet(() -> new Done.No("the incident was resolved meanwhile"));
                })
                .orElseGet(Done.Unknown::new);
    }

    /// Whether there is such a case, and it was not erased.
    public boolean isOpenToDeeds(DisclosureId id) {
        return database.transact(handle -> file.cases.key(handle, id)).isPresent();
    }

    /// Notes what customers will be told.
    public Done announced(DisclosureId id, String update, String author) {
        return work.within(id, (handle, _, _) -> {
            file.letters.note(handle, id, "public-update", author, update, clock.instant());
            return new Done.Yes();
        });
    }

    /// Those who are thanked in public: cases that are disclosed, and whose reporters agreed to be named.
    public List<Thanks> thanks() {
        return database.transact(file.cases::thanks);
    }

    /// Destroys the key of a case, and with it everything that was said in it. Nobody can bring it back.
    public Done erase(DisclosureId id, String author, String reason) {
        return work.within(id, (handle, _, _) -> {
            var now = clock.instant();
            file.erasures.erase(handle, id, now);
            file.letters.note(handle, id, "erased", author, reason, now);
            return new Done.Yes();
        });
    }

    /// How many mails came to which end: stored, case, thread, bounce, held, known; and failed among them.
    public Map<String, Long> counts() {
        return database.transact(file.mails::counts);
    }

    public List<KeptMail> mails(long before, int limit) {
        return database.transact(handle -> file.mails.page(handle, before, limit));
    }

    /// The mailboxes that are read, as they were counted last.
    public List<MailboxCount> mailboxes() {
        return database.transact(new MailboxStore()::mailboxes);
    }

    /// Who did and read what, in all cases, the newest first.
    public List<LoggedEvent> log(long before, int limit) {
        return database.transact(handle -> file.letters.log(handle, before, limit));
    }

    /// How many cases are in each state.
    public Map<String, Long> states() {
        return database.transact(file.cases::states);
    }

    /// How long people took for their first answers in the last 90 days; empty when there were none.
    public Optional<Duration> medianFirstReply() {
        return database.transact(handle -> new AnswerTimes()
                .since(handle, clock.instant().minus(MEDIAN_OVER))
                .map(AnswerTimes.Measured::half));
    }
}
