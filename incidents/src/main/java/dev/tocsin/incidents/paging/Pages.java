package dev.tocsin.incidents.paging;

import dev.tocsin.db.Database;
import dev.tocsin.incidents.Actor;
import dev.tocsin.incidents.Answer;
import dev.tocsin.incidents.Escalations;
import dev.tocsin.incidents.Incident;
import dev.tocsin.incidents.IncidentEvent;
import dev.tocsin.incidents.IncidentId;
import dev.tocsin.incidents.IncidentStatus;
import dev.tocsin.incidents.Incidents;
import dev.tocsin.incidents.contact.Contacts;
import dev.tocsin.incidents.delivery.Outbox;
import dev.tocsin.incidents.oncall.Responder;
import dev.tocsin.incidents.rota.Rota;
import dev.tocsin.incidents.silence.Silences;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Summons people. The first page of an incident and the fifth are the same work: a step has fallen due.
public final class Pages {
    private static final Logger log = LoggerFactory.getLogger(Pages.class);
    private static final int AT_ONCE = 100;

    /// How often somebody is called again who was asked by name and has not answered.
    private static final Duration ASKED_AGAIN = Duration.ofMinutes(5);

    private final Database database;
    private final InstantSource clock;
    private final Incidents incidents;
    private final Escalations escalations;
    private final Contacts contacts;
    private final Supplier<PagingSettings> settings;
    private final PageMeter meter;
    private final Outbox outbox;
    private final Silences silences;
    private final Summoning summoning;
    private final Forecast forecast;
    private final PageStore store = new PageStore();
    private final Rota rota = new Rota();

    /// When the next page goes out, to whom, by what, and why.
    public record NextPage(Instant at, String responder, String contact, String because) {}

    /// @param url how people reach us, for the links in pages
    public Pages(
            Database database,
            InstantSource clock,
            Incidents incidents,
            Escalations escalations,
            Contacts contacts,
            Outbox outbox,
            Supplier<PagingSettings> settings,
            URI url,
            PageMeter meter) {
        this.database = database;
        this.clock = clock;
        this.incidents = incidents;
        this.escalations = escalations;
        this.contacts = contacts;
        this.settings = settings;
        this.meter = meter;
        this.outbox = outbox;
        silences = new Silences(database, clock, escalations);
        summoning = new Summoning(incidents, contacts, outbox, url);
        forecast = new Forecast(escalations, this::current);
    }

    /// Walks every policy whose next step is due, and calls again whose own answer is awaited: page rows, messages and
    /// the next due time commit together.
    public void pageDue() {
        var now = clock.instant();
        int claimed;
        do {
            claimed = stepsDue(now);
        } while (claimed == AT_ONCE);
        do {
            claimed = recallsDue(now);
        } while (claimed == AT_ONCE);
    }

    private int stepsDue(Instant now) {
        return database.transact(handle -> {
            var due = escalations.claim(handle, now, AT_ONCE);
            if (!due.isEmpty()) {
                var current = current(handle, now);
                due.forEach(incident -> escalate(handle, incident, current, now));
            }
            return due.size();
        });
    }

    private int recallsDue(Instant now) {
        return database.transact(handle -> {
            var due = escalations.claimAwaited(handle, now, AT_ONCE);
            var people = due.isEmpty()
                    ? Map.<String, Responder>of()
                    : current(handle, now).responders();
            due.forEach(recall -> {
                var responder = people.get(recall.responder());
                var incident = recall.incident();
                if (responder != null && silences.holding(handle, incident, now).isEmpty()) {
                    summoning.summon(
                            handle,
                            incident,
                            new Summoning.Call(recall.call(), incident.escalationStep(), "asked again"),
                            responder,
                            recall.because(),
                            now);
                }
            });
            return due.size();
        });
    }

    /// The settings with what was decided over the API on who is on call at `at` and later, and with the contacts that
    /// may be used.
    private PagingSettings current(Handle handle, Instant at) {
        var known = settings.get();
        return known.with(rota.inForce(handle, known.ground(), at)).reachedBy(reachable(handle, known.responders()));
    }

    /// People by the contacts that may be used. Where nobody has any, by all they have: a page to an address that
    /// nobody has verified is better than none.
    private Map<String, Responder> reachable(Handle handle, Map<String, Responder> people) {
        var usable = contacts.usable(handle, people);
        return usable.values().stream().anyMatch(Responder::isReachable) ? usable : people;
    }

    /// Whom the catch-all of the default policy leads to at `at`: those who look after Tocsin itself.
    public List<Responder> keepers(Handle handle, Instant at) {
        var current = current(handle, at);
        return Escalation.decide(current.policy(PagingSettings.CATCH_ALL), 0, current, at).called().stream()
                .map(Escalation.Called::responder)
                .toList();
    }

    /// The page that a link in a mail or SMS belongs to.
    public Optional<Page> byToken(Handle handle, String token) {
        return store.byToken(handle, token);
    }

    /// All pages of an incident, oldest first.
    public List<Page> of(Handle handle, IncidentId incident) {
        return store.of(handle, incident);
    }

    /// What happens next if nobody acts; empty when nobody is to be paged any more.
    public Optional<NextPage> next(Handle handle, Incident incident) {
        return forecast.next(handle, incident);
    }

    /// How many steps the policy of an incident has, for whoever wants to choose one.
    public int steps(Incident incident) {
        return settings.get().policy(incident.policy()).steps().size();
    }

    /// Asks these people to help, beside whom the policy names and also after an acknowledgement: they are paged now,
    /// and again every five minutes until each has acknowledged.
    ///
    /// @param names responders of the settings; others are passed over
    public Answer addResponders(IncidentId id, List<String> names, Actor by) {
        var now = clock.instant();
        return database.transact(handle -> {
            var found = incidents.find(handle, id);
            if (found.isEmpty()) {
                return new Answer.NoSuchIncident();
            }
            var incident = found.get();
            if (incident.status() == IncidentStatus.RESOLVED) {
                return new Answer.AlreadyResolved(incident);
            }
            incidents.record(handle, id, now, new IncidentEvent.RespondersAdded(names, by.name(), by.via()));
            var call = new Summoning.Call(escalations.called(handle, id), incident.escalationStep(), "asked to help");
            var people = current(handle, now).responders();
            for (var name : names) {
                var responder = people.get(name);
                if (responder != null) {
                    var because = "asked to help by " + by.name();
                    summoning.summon(handle, incident, call, responder, because, now);
                    escalations.awaitHelp(handle, id, name, because, ASKED_AGAIN, now);
                }
            }
            return new Answer.Done(incident);
        });
    }

    private void escalate(Handle handle, Incident incident, PagingSettings current, Instant now) {
        var silence = silences.holding(handle, incident, now);
        if (silence.isPresent()) {
            escalations.hold(
                    handle, incident, silence.get().words(), silence.get().endsAt(), now);
            outbox.withdraw(handle, Incidents.topic(incident.id()), now);
            return;
        }
        incident.heldBy().ifPresent(by -> incidents.record(handle, incident.id(), now, new IncidentEvent.Released(by)));
        var decision = Escalation.decide(current.policy(incident.policy()), incident.escalationStep(), current, now);
        for (var empty : decision.empty()) {
            incidents.record(
                    handle,
                    incident.id(),
                    now,
                    new IncidentEvent.Passed(empty.stage().name(), empty.because()));
        }
        if (decision.called().isEmpty()) {
            log.warn("{} {}: there is nobody to page, add responders", incident.id(), incident.title());
        }
        if (incident.calls() == 0) {
            meter.took(PageMeter.Leg.DETECT, Duration.between(incident.beganAt(), incident.openedAt()));
            meter.took(PageMeter.Leg.OPEN, Duration.between(incident.openedAt(), now));
        }
        var stage = decision.stage();
        var call = new Summoning.Call(incident.calls() + 1, decision.walked(), stage.name());
        for (var called : decision.called()) {
            summoning.summon(handle, incident, call, called.responder(), called.because(), now);
            if (stage.multiAck() && called.responder().webhook().isEmpty()) {
                var because = "%s, and each person there must acknowledge".formatted(called.because());
                escalations.await(handle, incident.id(), called.responder().name(), because, stage.delay(), now);
            }
        }
        escalations.walked(handle, incident.id(), decision.walked(), now.plus(stage.delay()));
    }
}
