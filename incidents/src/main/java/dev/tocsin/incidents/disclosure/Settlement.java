package dev.tocsin.incidents.disclosure;

import dev.tocsin.db.Database;
import dev.tocsin.db.Wakes;
import dev.tocsin.incidents.disclosure.auth.Authenticity;
import dev.tocsin.incidents.disclosure.crypto.Keyring;
import dev.tocsin.incidents.disclosure.mail.Addresses.Mailbox;
import dev.tocsin.incidents.disclosure.mail.ParsedMail;
import dev.tocsin.incidents.disclosure.triage.AutomaticAnswer;
import dev.tocsin.incidents.disclosure.triage.Placement;
import dev.tocsin.incidents.disclosure.triage.Reading;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Makes of a mail that was read what it is: a case, a part of one, a bounce, something for the bin. One transaction
/// each, one mail at a time, so that two copies of a mail never become two cases.
public final class Settlement {
    static final String ALARM = "disclosure-alarm";

    private static final long LOCK = 0x546F_6373_696EL;

    private final Database database;
    private final InstantSource clock;
    private final CaseFile file;
    private final Acquaintance acquaintance;
    private final Participants people;
    private final AnswerLimits limits = new AnswerLimits();
    private final ReturnedLetters returned;
    private final CanaryReturns canaries;
    private final Supplier<Optional<SecuritySettings>> settings;
    private final Supplier<Keyring> keyring;

    Settlement(
            Database database,
            InstantSource clock,
            CaseFile file,
            Supplier<Optional<SecuritySettings>> settings,
            Supplier<Keyring> keyring) {
        this.database = database;
        this.clock = clock;
        this.file = file;
        acquaintance = new Acquaintance(file);
        people = new Participants(file);
        returned = new ReturnedLetters(file);
        canaries = new CanaryReturns(file);
        this.settings = settings;
        this.keyring = keyring;
    }

    /// Does nothing where another node, which took a mail over when its lease was at its end, was quicker.
    void settle(
            InboundMailStore.Taken mail,
            MailReading.Examined examined,
            MailReading how,
            String bodyHash,
            boolean failed) {
        var now = clock.instant();
        database.run(handle -> {
            handle.execute("select pg_advisory_xact_lock(" + LOCK + ")");
            if (!file.mails.isOpen(handle, mail)) {
                return;
            }
            var known = acquaintance.with(handle, mail, examined, bodyHash);
            var read = how.decide(examined, mail.sender(), known.known());
            var outcome = place(handle, mail, read, known, failed, now);
            file.mails.settle(handle, mail, outcome, read.mail().messageId().map(Text::kept), bodyHash, now);
        });
    }

    private InboundMailStore.Outcome place(
            Handle handle,
            InboundMailStore.Taken mail,
            MailReading.Read read,
            Acquaintance.Met known,
            boolean failed,
            Instant now) {
        var placement = read.verdict().placement();
        if (canaries.isBack(handle, mail, read, settings.get().orElseThrow(), now)) {
            return new InboundMailStore.Outcome(
                    "known", "our own daily test", read.verdict().answer().reason(), failed, Optional.empty());
        }
        if (mail.promoted()) {
            return open(handle, mail, read, known, failed, now);
        }
        return switch (placement) {
            case Placement.NewCase _ -> open(handle, mail, read, known, failed, now);
            case Placement.KnownCase(var to, var reason) -> {
                var id = new DisclosureId(to.id());
                add(handle, id, mail, read, known.flags(), now);
                yield new InboundMailStore.Outcome(
                        "thread", reason, read.verdict().answer().reason(), failed, Optional.of(id));
            }
            case Placement.Hold(var reason) ->
                new InboundMailStore.Outcome(
                        "held", reason, read.verdict().answer().reason(), failed, Optional.empty());
            case Placement.None(var reason) -> {
                var report = read.verdict().report();
                var of = report.flatMap(told -> returned.take(handle, mail, read.mail(), told, now));
                yield new InboundMailStore.Outcome(
                        report.isPresent() ? "bounce" : "known",
                        reason,
                        read.verdict().answer().reason(),
                        failed,
                        of);
            }
        };
    }

    private InboundMailStore.Outcome open(
            Handle handle,
            InboundMailStore.Taken mail,
            MailReading.Read read,
            Acquaintance.Met known,
            boolean failed,
            Instant now) {
        var rules = settings.get().orElseThrow();
        var from = sender(read.mail());
        var signs = read.verdict().reading().signs();
        var flags = new ArrayList<>(known.flags());
        signs.stream().map(sign -> sign.word()).sorted().forEach(flags::add);
        if (read.opened().shut()) {
            flags.add("cannot-decrypt");
        }
        if (read.verdict().authenticity().state() == Authenticity.State.FAILED) {
            flags.add("sender-not-authentic");
        }
        if (read.verdict().authenticity().isUnsure()) {
            flags.add("sender-not-looked-up");
        }
        if (failed) {
            flags.add("unreadable");
        }
        var link = file.madeLink();
        var id = file.cases.insert(
                handle,
                new DisclosureStore.Opening(
                        file.madeReference(),
                        read.verdict().reading().kind(),
                        read.mail().subject().orElse(""),
                        from.map(Mailbox::address).orElse(""),
                        read.verdict().authenticity().state().word(),
                        mail.receivedAt(),
                        mail.receivedAt().plus(rules.firstReply()),
                        signs.isEmpty() || !known.pages() ? "" : "critical: " + words(signs),
                        flags,
                        link.hash()));
        file.keys.give(handle, id);
        file.letters.note(
                handle,
                id,
                "opened",
                "intake",
                read.verdict().reading().because() + "; "
                        + read.verdict().placement().reason(),
                now);
        add(handle, id, mail, read, List.of(), now);
        if (!signs.isEmpty()) {
            Wakes.signal(handle, ALARM);
        }
        var answer = acknowledge(handle, rules, id, read, link, now);
        file.setClock(handle, id, 0);
        return new InboundMailStore.Outcome(
                "case", read.verdict().placement().reason(), answer, failed, Optional.of(id));
    }

    private static String words(Set<Reading.Sign> signs) {
        return signs.stream().map(sign -> sign.word()).sorted().collect(Collectors.joining(", "));
    }

    /// Adds a mail to a case.
    private void add(
            Handle handle,
            DisclosureId id,
            InboundMailStore.Taken mail,
            MailReading.Read read,
            List<String> flags,
            Instant now) {
        var seal = file.keys.of(handle, id).orElseThrow();
        file.mails.rekey(handle, mail.id(), file.keys.moved(mail, seal));
        var content = read.mail().content();
        var from = sender(read.mail());
        var before = people.fingerprints(handle, id, from);
        var proofs = Proof.of(read.signatures(), before);
        var marks = new ArrayList<>(flags);
        marks.addAll(Proof.flags(proofs, before));
        from.filter(Mailbox::isUsable)
                .map(person -> people.join(handle, id, person, read, now))
                .ifPresent(marks::addAll);
        if (read.opened().encrypted()) {
            marks.add(CaseAnswers.ENCRYPTED);
        }
        file.write(
                handle,
                id,
                seal,
                Optional.of(mail.id()),
                "in",
                from.map(Mailbox::address).orElse(""),
                read.mail().messageId().orElse(""),
                marks,
                false,
                new Said(
                        content.text(),
                        Said.enclosures(content.attachments()),
                        read.mail().problems(),
                        List.of(),
                        proofs),
                mail.receivedAt());
    }

    /// Answers which rule allowed or withheld the machine's answer.
    private String acknowledge(
            Handle handle,
            SecuritySettings rules,
            DisclosureId id,
            MailReading.Read read,
            CaseFile.Link link,
            Instant now) {
        return switch (read.verdict().answer()) {
            case AutomaticAnswer.Withheld(var reason) -> reason;
            case AutomaticAnswer.Allowed(var to, var reason) -> {
                var against = limits.against(handle, to, now);
                if (against.isPresent()) {
                    if (limits.isBroken(handle, now)) {
                        file.clocks.alarm(handle, id, CaseAlarms.BREAKER);
                        Wakes.signal(handle, ALARM);
                    }
                    yield against.get();
                }
                var found = file.cases.find(handle, id).orElseThrow();
                var text = file.letters(rules)
                        .acknowledgement(
                                found,
                                file.address(link),
                                keyring.get().pgp().map(key -> key.fingerprint()),
                                read.opened().shut(),
                                !read.verdict().reading().signs().isEmpty());
                var person = sender(read.mail()).map(Mailbox::address).orElse(to);
                var sealed = file.people.of(handle, id).stream()
                        .filter(one ->
                                read.opened().encrypted() && one.address().equalsIgnoreCase(person))
                        .findFirst()
                        .flatMap(one -> one.keys().sealed(text, keyring.get(), now));
                file.send(
                        handle,
                        rules,
                        found,
                        file.keys.of(handle, id).orElseThrow(),
                        new Outgoing(
                                "intake",
                                person,
                                to,
                                text,
                                text.replace(file.address(link), CaseFile.NO_COPY),
                                sealed,
                                true),
                        now);
                limits.note(handle, to, id, now);
                file.cases.acknowledge(handle, id, now);
                yield reason;
            }
        };
    }

    private static Optional<Mailbox> sender(ParsedMail mail) {
        return mail.from().stream().findFirst();
    }
}
