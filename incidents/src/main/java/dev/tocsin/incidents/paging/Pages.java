package dev.tocsin.incidents.paging;

import dev.tocsin.db.Database;
import dev.tocsin.incidents.Incident;
import dev.tocsin.incidents.IncidentEvent;
import dev.tocsin.incidents.IncidentId;
import dev.tocsin.incidents.IncidentStatus;
import dev.tocsin.incidents.Incidents;
import dev.tocsin.incidents.Severity;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Outbox;
import dev.tocsin.incidents.delivery.Priority;
import dev.tocsin.incidents.oncall.Responder;
import dev.tocsin.incidents.oncall.Responder.ContactRule;
import dev.tocsin.incidents.rota.Rota;
import java.math.BigInteger;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Summons people. The first page of an incident and the fifth are the same work: a step has fallen due.
public final class Pages {
    private static final Logger log = LoggerFactory.getLogger(Pages.class);
    private static final int AT_ONCE = 100;
    private static final int TOKEN_BITS = 128;

    private final Database database;
    private final InstantSource clock;
    private final Incidents incidents;
    private final Outbox outbox;
    private final Digests digests;
    private final Supplier<PagingSettings> settings;
    private final URI url;
    private final PageMeter meter;
    private final PageStore store = new PageStore();
    private final Rota rota = new Rota();
    private final PageText text = new PageText();
    private final SecureRandom random = new SecureRandom();

    /// When the next page goes out, to whom, by what, and why.
    public record NextPage(Instant at, String responder, String contact, String because) {}

    /// @param url how people reach us, for the links in pages
    public Pages(
            Database database,
            InstantSource clock,
            Incidents incidents,
            Outbox outbox,
            Supplier<PagingSettings> settings,
            URI url,
            PageMeter meter) {
        this.database = database;
        this.clock = clock;
        this.incidents = incidents;
        this.outbox = outbox;
        this.digests = new Digests(outbox);
        this.settings = settings;
        this.url = url;
        this.meter = meter;
    }

    /// Walks every policy whose next step is due: page rows, messages and the next due time commit together.
    public void pageDue() {
        var now = clock.instant();
        int claimed;
        do {
            claimed = pageDue(now, AT_ONCE);
        } while (claimed == AT_ONCE);
    }

    private int pageDue(Instant now, int atOnce) {
        return database.transact(handle -> {
            var due = incidents.claimEscalations(handle, now, atOnce);
            if (!due.isEmpty()) {
                var current = current(handle, now);
                due.forEach(incident -> escalate(handle, incident, current, now));
            }
            return due.size();
        });
    }

    /// The settings with what was decided over the API on who is on call at `at` and later.
    private PagingSettings current(Handle handle, Instant at) {
        var known = settings.get();
        return known.with(rota.inForce(handle, known.ground(), at));
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
        if (incident.status() != IncidentStatus.TRIGGERED) {
            return Optional.empty();
        }
        var waiting = store.waiting(handle, incident.id()).stream()
                .findFirst()
                .map(page -> new NextPage(page.dueAt(), page.responder(), page.contact(), page.because()));
        var step = incident.escalateAt().flatMap(at -> nextStep(handle, incident, at));
        return waiting.isPresent()
                        && (step.isEmpty()
                                || waiting.get().at().isBefore(step.get().at()))
                ? waiting
                : step;
    }

    private Optional<NextPage> nextStep(Handle handle, Incident incident, Instant at) {
        var current = current(handle, at);
        var decision = Escalation.decide(policy(current, incident), incident.escalationStep(), current, at);
        return decision.called().stream().findFirst().map(called -> {
            var contact = rules(called.responder(), incident.severity()).stream()
                    .flatMap(rule -> called.responder().contact(rule.medium()).stream())
                    .findFirst()
                    .orElse("");
            return new NextPage(at, called.responder().name(), contact, called.because());
        });
    }

    private void escalate(Handle handle, Incident incident, PagingSettings current, Instant now) {
        var decision = Escalation.decide(policy(current, incident), incident.escalationStep(), current, now);
        for (var empty : decision.empty()) {
            incidents.record(handle, incident.id(), now, new IncidentEvent.Passed(empty.name(), "nobody is on call"));
        }
        if (decision.called().isEmpty()) {
            log.warn("{} {}: there is nobody to page, add responders", incident.id(), incident.title());
            incidents.record(
                    handle,
                    incident.id(),
                    now,
                    new IncidentEvent.Passed(decision.stage().name(), "nobody to page"));
        }
        if (incident.escalationStep() == 0) {
            meter.took(PageMeter.Leg.DETECT, Duration.between(incident.beganAt(), incident.openedAt()));
            meter.took(PageMeter.Leg.OPEN, Duration.between(incident.openedAt(), now));
        }
        decision.called().forEach(called -> summon(handle, incident, decision, called, now));
        incidents.escalated(
                handle,
                incident.id(),
                decision.walked(),
                now.plus(decision.stage().delay()));
    }

    private void summon(
            Handle handle, Incident incident, Escalation.Decision decision, Escalation.Called called, Instant now) {
        var responder = called.responder();
        var ways = new StringJoiner(", ");
        var rules = rules(responder, incident.severity());
        for (var i = 0; i < rules.size(); i++) {
            var rule = rules.get(i);
            var contact = responder.contact(rule.medium()).orElseThrow();
            var token = new BigInteger(TOKEN_BITS, random).toString(Character.MAX_RADIX);
            var message = text.message(
                    rule.medium(),
                    contact,
                    responder.zone(),
                    incident,
                    called.because(),
                    url.resolve("/a/" + token).toString(),
                    token);
            var due = now.plus(rule.delay());
            var delivery = digests.take(handle, incident, rule.medium(), contact, due, now)
                    .orElseGet(() -> outbox.enqueue(handle, message, priority(incident, decision, rule), now, due));
            store.insert(
                    handle,
                    new Page(
                            incident.id(),
                            delivery,
                            responder.name(),
                            rule.medium(),
                            contact,
                            called.because(),
                            decision.walked(),
                            i,
                            due,
                            token));
            ways.add(
                    rule.delay().isZero()
                            ? rule.medium().word()
                            : "%s after %d min"
                                    .formatted(
                                            rule.medium().word(), rule.delay().toMinutes()));
        }
        incidents.record(
                handle,
                incident.id(),
                now,
                new IncidentEvent.Paged(
                        responder.name(), ways.toString(), decision.stage().name(), called.because()));
    }

    /// The person's own rules as far as they have the contacts; where none is left, whatever contact there is.
    private static List<ContactRule> rules(Responder responder, Severity severity) {
        var usable = responder.rules().getOrDefault(severity, List.of()).stream()
                .filter(rule -> responder.contact(rule.medium()).isPresent())
                .toList();
        return !usable.isEmpty()
                ? usable
                : List.of(Medium.values()).stream()
                        .filter(medium -> responder.contact(medium).isPresent())
                        .map(medium -> new ContactRule(medium, Duration.ZERO))
                        .toList();
    }

    private static Priority priority(Incident incident, Escalation.Decision decision, ContactRule rule) {
        var first = decision.walked() == 1 && rule.delay().isZero();
        return switch (incident.severity()) {
            case CRITICAL -> first ? Priority.FIRST_CRITICAL_PAGE : Priority.CRITICAL_PAGE;
            case MAJOR -> first ? Priority.FIRST_MAJOR_PAGE : Priority.MAJOR_PAGE;
            case MINOR -> first ? Priority.FIRST_MINOR_PAGE : Priority.MINOR_PAGE;
        };
    }

    /// The policy in force for `incident`; the default one where a reload removed its own.
    static EscalationPolicy policy(PagingSettings settings, Incident incident) {
        var policies = settings.policies();
        var byName = policies.get(incident.policy());
        return byName != null
                ? byName
                : Optional.ofNullable(policies.get("default")).orElseThrow();
    }
}
