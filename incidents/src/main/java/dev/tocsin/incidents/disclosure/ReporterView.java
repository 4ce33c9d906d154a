package dev.tocsin.incidents.disclosure;

import dev.tocsin.db.Database;
import dev.tocsin.db.Wakes;
import dev.tocsin.incidents.disclosure.mail.Clean;
import dev.tocsin.incidents.mailroom.ArrivedMail;
import dev.tocsin.incidents.mailroom.Octets;
import dev.tocsin.incidents.mailroom.RawMail;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// What a reporter sees and does without an account: by an unguessable link, of which we keep the hash alone; or by
/// the form, whose words come in as a mail would.
public final class ReporterView {
    private static final int LONGEST = 200_000;

    private final Database database;
    private final InstantSource clock;
    private final CaseFile file;
    private final SecurityMailbox mailbox;
    private final CaseLinks links;
    private final Supplier<Optional<SecuritySettings>> settings;

    ReporterView(
            Database database,
            InstantSource clock,
            CaseFile file,
            SecurityMailbox mailbox,
            CaseLinks links,
            Supplier<Optional<SecuritySettings>> settings) {
        this.database = database;
        this.clock = clock;
        this.file = file;
        this.mailbox = mailbox;
        this.links = links;
        this.settings = settings;
    }

    /// A case as its reporter may see it: no notes, nobody else's names.
    public record Seen(
            String reference,
            DisclosureState state,
            Instant dueAt,
            boolean answered,
            String credit,
            List<Line> lines) {}

    /// One message. `ours` is true for what we wrote.
    public record Line(Instant at, boolean ours, String text, List<String> attachments) {}

    /// Empty when nobody has this link.
    public Optional<Seen> see(String token) {
        return database.transact(handle -> file.cases
                .findByLink(handle, CaseFile.hash(token))
                .flatMap(found -> file.keys
                        .of(handle, found.id())
                        .map(seal -> new Seen(
                                found.reference(),
                                found.state(),
                                found.firstReplyDueAt(),
                                found.firstRepliedAt().isPresent(),
                                found.creditAgreed() ? found.credit() : "",
                                file.letters.messages(handle, found.id()).stream()
                                        .filter(row -> row.direction().equals("in")
                                                || row.direction().equals("out"))
                                        .map(row -> line(row, seal))
                                        .toList()))));
    }

    private Line line(CorrespondenceStore.Row row, Seal seal) {
        var ours = row.direction().equals("out");
        if (row.flags().contains(CaseAnswers.ENCRYPTED)) {
            // The link itself may have gone through the world in the clear.
            return new Line(row.at(), ours, "(This was encrypted, and so it is not shown here.)", List.of());
        }
        var said = file.read(row, seal);
        return new Line(
                row.at(),
                ours,
                said.text(),
                said.attachments().stream().map(Said.Enclosure::name).toList());
    }

    /// Adds what the reporter writes by his link; false when nobody has it.
    public boolean add(String token, String text) {
        var now = clock.instant();
        return database.transact(handle -> file.cases
                .findByLink(handle, CaseFile.hash(token))
                .flatMap(found -> file.keys.of(handle, found.id()).map(seal -> {
                    file.write(
                            handle,
                            found.id(),
                            seal,
                            Optional.empty(),
                            "in",
                            found.sender(),
                            "",
                            List.of("by-link"),
                            false,
                            Said.text(bounded(text)),
                            now);
                    file.letters.note(handle, found.id(), "message", "the reporter", "by the link", now);
                    return true;
                }))
                .orElse(false));
    }

    /// "I hear nothing": tells the handlers, once as long as nobody answers.
    public boolean ask(String token) {
        var now = clock.instant();
        return database.transact(handle -> file.cases
                .findByLink(handle, CaseFile.hash(token))
                .map(found -> {
                    file.letters.note(handle, found.id(), "asked", "the reporter", "hears nothing", now);
                    file.cases.flag(handle, found.id(), "reporter-asks");
                    file.clocks.alarm(handle, found.id(), "minor: the reporter asks for an answer");
                    Wakes.signal(handle, Settlement.ALARM);
                    return true;
                })
                .orElse(false));
    }

    /// Says as whom he wants to be named once it is disclosed; nobody, when `name` is blank.
    public boolean agree(String token, String name) {
        var now = clock.instant();
        return database.transact(handle -> file.cases
                .findByLink(handle, CaseFile.hash(token))
                .map(found -> {
                    var clean = Text.kept(name.strip());
                    file.cases.credit(handle, found.id(), clean, !clean.isEmpty(), now);
                    file.letters.note(handle, found.id(), "credit", "the reporter", clean, now);
                    return true;
                })
                .orElse(false));
    }

    /// A new address for one that may have been seen by others, by mail to the reporter; false when nobody has it.
    public boolean renew(String token) {
        return changed(token, id -> links.renew(id, "the reporter"));
    }

    /// Takes the address away.
    public boolean revoke(String token) {
        return changed(token, id -> links.revoke(id, "the reporter"));
    }

    private boolean changed(String token, Function<DisclosureId, Done> deed) {
        return database.transact(handle -> file.cases.findByLink(handle, CaseFile.hash(token)))
                .map(found -> deed.apply(found.id()) instanceof Done.Yes)
                .orElse(false);
    }

    /// Takes a file, as a form sends it (RFC 7578): a mail of the reporter's to his case, sealed and read like any
    /// other. False when nobody has this link.
    ///
    /// @param type with the boundary of `form`
    public boolean attach(String token, String type, byte[] form) {
        var rules = settings.get();
        var found = database.transact(handle -> file.cases.findByLink(handle, CaseFile.hash(token)))
                .filter(one -> rules.isPresent() && !one.sender().isEmpty() && !one.erased());
        found.ifPresent(one -> {
            var now = clock.instant();
            var letters = file.letters(rules.get());
            var head = """
                    From: %s
                    To: %s
                    Subject: A file for %s
                    Message-ID: <web.%s@%s>
                    MIME-Version: 1.0
                    Content-Type: %s

                    """.formatted(
                            Text.kept(one.sender()),
                            rules.get().address(),
                            one.reference(),
                            madeName(now + token, form),
                            rules.get().domain(),
                            type.replaceAll("\\p{Cntrl}", " "));
            var raw = new ByteArrayOutputStream();
            raw.writeBytes(head.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
            raw.writeBytes(form);
            mailbox.keep(
                    SecurityMailbox.WEB,
                    new ArrivedMail(
                            Optional.of(one.sender()),
                            letters.addressOf(one, one.sender(), now),
                            new RawMail(raw.toByteArray()),
                            now));
        });
        return found.isPresent();
    }

    private static String madeName(String text, byte[] more) {
        return new Octets((text + new Octets(more).sha256()).getBytes(StandardCharsets.UTF_8))
                .sha256()
                .substring(0, 32);
    }

    /// Takes a report from the form, as a mail that says the same. False when nobody wants reports.
    public boolean report(String from, String subject, String text) {
        var rules = settings.get();
        rules.ifPresent(known -> {
            var now = clock.instant();
            var mail = """
                    From: %s
                    To: %s
                    Subject: %s
                    Message-ID: <web.%s@%s>
                    MIME-Version: 1.0
                    Content-Type: text/plain; charset=utf-8
                    Content-Transfer-Encoding: 8bit

                    %s
                    """.formatted(
                            Text.kept(from),
                            known.address(),
                            encoded(Text.kept(subject)),
                            madeName(now + from, text.getBytes(StandardCharsets.UTF_8)),
                            known.domain(),
                            bounded(text));
            var raw = mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
            mailbox.keep(
                    SecurityMailbox.WEB, new ArrivedMail(Optional.of(from), known.address(), new RawMail(raw), now));
        });
        return rules.isPresent();
    }

    private static String encoded(String text) {
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "?=";
    }

    private static String bounded(String text) {
        var clean = Clean.text(text.replace("\r\n", "\n"));
        return clean.length() > LONGEST ? clean.substring(0, LONGEST) : clean;
    }
}
