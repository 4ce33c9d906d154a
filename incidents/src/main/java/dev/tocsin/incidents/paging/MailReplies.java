package dev.tocsin.incidents.paging;

import dev.tocsin.db.Database;
import dev.tocsin.incidents.Actor;
import dev.tocsin.incidents.Incident;
import dev.tocsin.incidents.Incidents;
import dev.tocsin.incidents.contact.Contacts;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Message;
import dev.tocsin.incidents.delivery.Outbox;
import dev.tocsin.incidents.delivery.Priority;
import dev.tocsin.incidents.delivery.References;
import dev.tocsin.incidents.delivery.TokenAddress;
import dev.tocsin.incidents.disclosure.mail.ParsedMail;
import dev.tocsin.incidents.disclosure.triage.AutomaticMail;
import dev.tocsin.incidents.mailroom.ArrivedMail;
import dev.tocsin.incidents.mailroom.Mailbox;
import dev.tocsin.incidents.mailroom.Receipt;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/// Acts on what responders answer by mail: the first line is a word as in a text message, the address names the page.
/// Who has the address may answer that incident for that responder, until a week after it is over, as with the link.
/// Machines are not answered, and everything that came is kept.
public final class MailReplies implements Mailbox {
    private static final String HELP =
            "Not understood. Begin your answer with one word on a line: ack, resolve or escalate.";
    private static final int LONGEST_KEPT = 1_600;

    private final Database database;
    private final InstantSource clock;
    private final ReplyActs acts;
    private final Contacts contacts;
    private final Outbox outbox;
    private final Supplier<Optional<String>> address;
    private final Summonses summonses;
    private final InboundTextStore store = new InboundTextStore();
    private final References references = new References();

    /// @param address to which replies go, without the token; empty where none is set up
    public MailReplies(
            Database database,
            InstantSource clock,
            Incidents incidents,
            Contacts contacts,
            Outbox outbox,
            Supplier<Optional<String>> address) {
        this.database = database;
        this.clock = clock;
        summonses = new Summonses(database, clock, incidents);
        acts = new ReplyActs(incidents);
        this.contacts = contacts;
        this.outbox = outbox;
        this.address = address;
    }

    @Override
    public boolean takes(String recipient) {
        return token(recipient).isPresent();
    }

    /// Kept first, with what is about to be done: a mail that comes again does it again, which changes nothing.
    @Override
    public Receipt put(ArrivedMail mail) {
        var parsed = ParsedMail.read(mail.raw().bytes());
        var line = firstLine(parsed);
        var summons = token(mail.recipient()).flatMap(summonses::find);
        if (summons.isEmpty()) {
            keep(mail, line, "no page has this address, or its incident is long over");
        } else if (AutomaticMail.isByMachine(parsed, mail.sender())) {
            keep(mail, line, "written by a machine");
        } else {
            answer(mail, summons.get(), line);
        }
        return new Receipt.Kept();
    }

    private void answer(ArrivedMail mail, Summons summons, String line) {
        var verb = verb(summons.incident(), line);
        keep(mail, line, verb.map(Enum::name).orElse("not understood"));
        var actor = new Actor(summons.page().responder(), "mail");
        var now = clock.instant();
        var said = verb.map(known -> acts.act(known, summons.incident().id(), actor));
        database.run(handle -> {
            var contact = summons.page().contact();
            if (said.isPresent()) {
                contacts.helpAnew(handle, Medium.EMAIL, contact);
            }
            if (summons.page().medium() == Medium.EMAIL
                    && (said.isPresent() || contacts.mayHelp(handle, Medium.EMAIL, contact))) {
                tell(handle, summons, said.orElse(HELP), now);
            }
        });
    }

    /// What the line means for this incident; a code or a number that belongs to another one means nothing.
    private static Optional<Reply.Verb> verb(Incident incident, String line) {
        return switch (Reply.parse(line)) {
            case Reply.Latest(var verb) -> Optional.of(verb);
            case Reply.ByCode(var verb, var code) ->
                code == incident.replyCode() ? Optional.of(verb) : Optional.empty();
            case Reply.ByNumber(var verb, var number) ->
                number == incident.id().value() ? Optional.of(verb) : Optional.empty();
            case Reply.All _, Reply.Stop _, Reply.Start _, Reply.Help _, Reply.Nonsense _ -> Optional.empty();
        };
    }

    private void tell(Handle handle, Summons summons, String text, Instant now) {
        var message = new Message(
                Medium.EMAIL,
                summons.page().contact(),
                text,
                text + "\n",
                Optional.empty(),
                Incidents.topic(summons.incident().id()),
                references.next());
        outbox.enqueue(handle, message, Priority.NOTICE, now, now);
    }

    private Optional<String> token(String recipient) {
        return address.get().flatMap(own -> TokenAddress.token(own, recipient));
    }

    /// What they wrote above what they quote.
    private static String firstLine(ParsedMail parsed) {
        return parsed.content()
                .text()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .filter(line -> !line.startsWith(">"))
                .orElse("");
    }

    private void keep(ArrivedMail mail, String line, String outcome) {
        var body = line.replace('\u0000', ' ');
        database.run(handle -> store.insert(
                handle,
                mail.arrivedAt(),
                mail.sender().orElse("<>").replace('\u0000', ' '),
                body.substring(0, Math.min(body.length(), LONGEST_KEPT)),
                outcome));
    }
}
