package dev.tocsin.incidents.paging;

import dev.tocsin.db.Database;
import dev.tocsin.incidents.Actor;
import dev.tocsin.incidents.Incident;
import dev.tocsin.incidents.IncidentId;
import dev.tocsin.incidents.Incidents;
import dev.tocsin.incidents.contact.Contacts;
import dev.tocsin.incidents.delivery.InboundTexts;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.oncall.Responder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Acts on what responders answer by SMS. An unknown number is told nothing, nonsense is answered with help five times
/// at most, and everything that came is kept.
public final class Replies implements InboundTexts {
    private static final String HELP =
            "Not understood. Answer 4a to acknowledge, 4r to resolve, 4e to escalate (4 is the"
                    + " code in our message), or all a for everything.";
    private static final int LONGEST_KEPT = 1_600;

    private final Database database;
    private final InstantSource clock;
    private final Incidents incidents;
    private final ReplyActs acts;
    private final Contacts contacts;
    private final Supplier<PagingSettings> settings;
    private final PageStore pages = new PageStore();
    private final InboundTextStore store = new InboundTextStore();

    public Replies(
            Database database,
            InstantSource clock,
            Incidents incidents,
            Contacts contacts,
            Supplier<PagingSettings> settings) {
        this.database = database;
        this.clock = clock;
        this.incidents = incidents;
        acts = new ReplyActs(incidents);
        this.contacts = contacts;
        this.settings = settings;
    }

    @Override
    public Optional<String> received(String from, String text) {
        var at = clock.instant();
        var responder = settings.get().responders().values().stream()
                .filter(person -> person.phone().filter(from::equals).isPresent())
                .findFirst();
        var answer = responder.flatMap(person -> answer(person, from, Reply.parse(text)));
        keep(at, from, text, responder.isEmpty() ? "unknown number" : answer.orElse("left to the provider"));
        return answer.map(Gsm7::of);
    }

    private Optional<String> answer(Responder person, String from, Reply reply) {
        var actor = new Actor(person.name(), "sms");
        if (!(reply instanceof Reply.Nonsense)) {
            database.run(handle -> contacts.helpAnew(handle, Medium.SMS, from));
        }
        return switch (reply) {
            case Reply.ByCode(var verb, var code) ->
                Optional.of(openByCode(from, code)
                        .map(id -> acts.act(verb, id, actor))
                        .orElse("You were not paged for an open incident with the code " + code + "."));
            case Reply.ByNumber(var verb, var number) -> Optional.of(acts.act(verb, new IncidentId(number), actor));
            case Reply.Latest(var verb) ->
                Optional.of(openFor(from).stream()
                        .findFirst()
                        .map(id -> acts.act(verb, id, actor))
                        .orElse("Nothing is open that you were paged for."));
            case Reply.All(var verb) -> {
                var done = openFor(from).stream()
                        .map(id -> acts.act(verb, id, actor))
                        .collect(Collectors.joining("; "));
                yield Optional.of(done.isEmpty() ? "Nothing is open that you were paged for." : done);
            }
            case Reply.Stop() -> {
                stop(from);
                yield Optional.empty();
            }
            case Reply.Start() -> {
                var _ = database.transact(handle -> contacts.start(handle, Medium.SMS, from));
                yield Optional.empty();
            }
            case Reply.Help() -> Optional.empty();
            case Reply.Nonsense() ->
                database.transact(handle -> contacts.mayHelp(handle, Medium.SMS, from))
                        ? Optional.of(HELP)
                        : Optional.empty();
        };
    }

    private void stop(String from) {
        var now = clock.instant();
        database.run(handle -> contacts.stop(handle, Medium.SMS, from, "a message from there said STOP", now));
    }

    /// Codes are used again: an answer to an old message must not touch somebody else's incident.
    private Optional<IncidentId> openByCode(String contact, int code) {
        return database.transact(handle ->
                incidents.findOpen(handle, code).map(Incident::id).filter(pages.openFor(handle, contact)::contains));
    }

    private List<IncidentId> openFor(String contact) {
        return database.transact(handle -> pages.openFor(handle, contact));
    }

    private void keep(Instant at, String from, String text, String outcome) {
        var body = text.replace('\u0000', ' ');
        database.run(handle ->
                store.insert(handle, at, from, body.substring(0, Math.min(body.length(), LONGEST_KEPT)), outcome));
    }
}
