package dev.tocsin.incidents;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import dev.tocsin.db.Database;
import dev.tocsin.db.MovableClock;
import dev.tocsin.db.TestDatabase;
import dev.tocsin.incidents.contact.Contacts;
import dev.tocsin.incidents.contact.StoppedContacts;
import dev.tocsin.incidents.delivery.Channel;
import dev.tocsin.incidents.delivery.Deliveries;
import dev.tocsin.incidents.delivery.FakeChannel;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Outbox;
import dev.tocsin.incidents.oncall.OnCallSchedule;
import dev.tocsin.incidents.oncall.Responder;
import dev.tocsin.incidents.oncall.Responder.ContactRule;
import dev.tocsin.incidents.paging.Digests;
import dev.tocsin.incidents.paging.EscalationPolicy;
import dev.tocsin.incidents.paging.EscalationStep;
import dev.tocsin.incidents.paging.EscalationStep.Target;
import dev.tocsin.incidents.paging.Fallback;
import dev.tocsin.incidents.paging.PageLegs;
import dev.tocsin.incidents.paging.Pages;
import dev.tocsin.incidents.paging.PagingSettings;
import dev.tocsin.incidents.paging.RecoveryNotices;
import dev.tocsin.incidents.paging.Replies;
import dev.tocsin.incidents.paging.WebhookNotices;
import dev.tocsin.incidents.paging.Withdrawals;
import dev.tocsin.monitor.Hold;
import dev.tocsin.monitor.Monitors;
import dev.tocsin.monitor.Verdict;
import dev.tocsin.monitor.VerdictChange;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// Incidents, paging and delivery wired as in the product, over a real database, a clock that stands still and two
/// channels that remember. Nothing happens by itself: [#work] is one turn of the engine.
///
/// Monitors `shop`, `api` and `mail` are critical. The default policy pages ana and, 5 minutes later, bo; after
/// another 10 minutes it begins anew, once; then cyd is the catch-all.
public final class PagingHouse implements AutoCloseable {
    public static final Instant START = Instant.parse("2026-03-04T14:05:00Z");

    public final MovableClock clock = new MovableClock(START);
    public final FakeChannel sms = new FakeChannel("sms");
    public final FakeChannel mail = new FakeChannel("mail");
    public final FakeChannel voice = new FakeChannel("voice");
    public final FakeChannel hook = new FakeChannel("hook");
    /// What was measured, as `ACCEPT PT0S`.
    public final List<String> legs = new CopyOnWriteArrayList<>();

    public final Database database;
    public final Contacts contacts;
    public final Escalations escalations;
    public final Incidents incidents;
    public final Interventions interventions;
    public final Alarms alarms;
    public final Pages pages;
    public final Deliveries deliveries;
    public final Replies replies;

    private final PageLegs measured = new PageLegs((leg, duration) -> legs.add(leg + " " + duration));
    private final TestDatabase postgres = TestDatabase.create();
    private final Map<String, Alerting> alerting = new ConcurrentHashMap<>();
    private final Monitors monitors;
    private volatile PagingSettings settings = settings(
            List.of(person("ana", now(Medium.SMS)), person("bo", now(Medium.SMS)), person("cyd", now(Medium.SMS))),
            List.of(policy("default", 1, step(ofMinutes(5), "ana"), step(ofMinutes(10), "bo"))));

    public PagingHouse() {
        database = postgres.database();
        var outbox = new Outbox();
        escalations = new Escalations(database, clock);
        incidents = new Incidents(
                database,
                clock,
                outbox,
                List.of(
                        new RecoveryNotices(outbox),
                        new WebhookNotices(outbox),
                        new Withdrawals(escalations, outbox),
                        new Digests(outbox),
                        measured),
                policy -> settings.ackTimeout(policy));
        interventions = new Interventions(database, clock, outbox);
        alarms = new Alarms(database, clock, incidents, () -> Map.copyOf(alerting), outbox);
        contacts = new Contacts(outbox, () -> settings.responders());
        pages = newPages(outbox);
        var channels =
                Map.<Medium, Channel>of(Medium.SMS, sms, Medium.EMAIL, mail, Medium.WEBHOOK, hook, Medium.VOICE, voice);
        var fallback = new Fallback(incidents, escalations, outbox, () -> settings);
        deliveries = new Deliveries(
                database, clock, () -> channels, List.of(fallback, new StoppedContacts(contacts), measured));
        replies = new Replies(database, clock, incidents, contacts, () -> settings);
        monitors = new Monitors(database, clock, 4, alarms);
        watch("shop", "api", "mail");
    }

    /// The pager as it is after a restart.
    public Pages restartedPages() {
        return newPages(new Outbox());
    }

    private Pages newPages(Outbox outbox) {
        return new Pages(
                database,
                clock,
                incidents,
                escalations,
                contacts,
                outbox,
                () -> settings,
                URI.create("https://status.example.com"),
                (leg, duration) -> legs.add(leg + " " + duration));
    }

    public Map<String, Responder> responders() {
        return settings.responders();
    }

    /// Watches these monitors and no others.
    public void watch(String... names) {
        for (var name : names) {
            alerting.putIfAbsent(name, new Alerting(Severity.CRITICAL, "default", true));
        }
        monitors.apply(Stream.of(names).map(Changes::monitor).toList());
    }

    public void alert(String monitor, Alerting meaning) {
        alerting.put(monitor, meaning);
    }

    public void reload(PagingSettings next) {
        settings = next;
    }

    /// The usual policy, with these rules for ana.
    public void reach(ContactRule... ana) {
        reload(settings(
                List.of(person("ana", ana), person("bo", now(Medium.SMS)), person("cyd", now(Medium.SMS))),
                List.of(policy("default", 1, step(ofMinutes(5), "ana"), step(ofMinutes(10), "bo")))));
    }

    public void down(String... names) {
        database.run(handle -> down(handle, names));
    }

    public void down(Handle handle, String... names) {
        alarms.verdictsChanged(
                handle,
                Stream.of(names)
                        .map(name -> change(handle, name, Verdict.UP, Verdict.DOWN))
                        .toList());
    }

    /// Goes down from another verdict than up.
    public void downFrom(Verdict before, String name) {
        database.run(handle -> alarms.verdictsChanged(handle, List.of(change(handle, name, before, Verdict.DOWN))));
    }

    /// Goes down while something holds its paging.
    public void down(String name, Hold hold) {
        database.run(handle -> alarms.verdictsChanged(
                handle,
                List.of(Changes.change(
                        handle, clock.instant(), name, Verdict.UP, Verdict.DOWN, false, Optional.of(hold)))));
    }

    public void held(String name, Hold hold) {
        database.run(handle -> alarms.held(handle, Changes.idOf(handle, name), hold, clock.instant()));
    }

    public void paused(String name, String by) {
        database.run(handle -> alarms.paused(handle, Changes.idOf(handle, name), clock.instant(), by));
    }

    public void released(String name, Hold hold) {
        database.run(handle -> alarms.released(handle, Changes.idOf(handle, name), hold, clock.instant()));
    }

    /// Goes up or down once too often.
    public void flaps(String name, Verdict after) {
        var before = after == Verdict.UP ? Verdict.DOWN : Verdict.UP;
        database.run(handle -> alarms.verdictsChanged(
                handle, List.of(Changes.change(handle, clock.instant(), name, before, after, true, Optional.empty()))));
    }

    public void up(String name) {
        database.run(handle -> alarms.verdictsChanged(handle, List.of(change(handle, name, Verdict.DOWN, Verdict.UP))));
    }

    /// One turn of the engine: page what is due, then send what is due.
    public void work() {
        escalations.triggerAgainDue();
        deliveries.missReceiptsDue();
        pages.pageDue();
        send();
    }

    public void send() {
        for (var medium : Medium.values()) {
            deliveries.sendDue(medium);
            try {
                if (!deliveries.awaitSent(ofSeconds(20))) {
                    throw new AssertionError("sending does not end");
                }
            } catch (InterruptedException fault) {
                throw new IllegalStateException(fault);
            }
        }
    }

    /// Lets time pass, then does one turn.
    public void pass(Duration time) {
        clock.advance(time);
        work();
    }

    /// The newest incident of a monitor.
    public Incident newest(String monitor) {
        return all().stream()
                .filter(incident -> incident.monitorName().equals(Optional.of(monitor)))
                .findFirst()
                .orElseThrow();
    }

    /// Every incident, newest first.
    public List<Incident> all() {
        return database.transact(handle -> incidents.page(
                handle, new Incidents.Wanted(false, Optional.empty(), Optional.empty(), Long.MAX_VALUE), 100));
    }

    public List<String> timeline(Incident incident) {
        return database.transact(handle -> incidents.timeline(handle, incident.id())).stream()
                .map(Incidents.TimelineEntry::kind)
                .toList();
    }

    /// Who got an SMS, in order.
    public List<String> texted() {
        return recipients(sms, number -> PHONES_BACK.getOrDefault(number, number));
    }

    /// Who got a mail, in order.
    public List<String> mailed() {
        return recipients(mail, address -> address.substring(0, address.indexOf('@')));
    }

    private static List<String> recipients(FakeChannel channel, Function<String, String> name) {
        return channel.got().stream()
                .map(delivery -> name.apply(delivery.message().recipient()))
                .toList();
    }

    public static PagingSettings settings(List<Responder> people, List<EscalationPolicy> policies) {
        return settings(people, List.of(), policies);
    }

    public static PagingSettings settings(
            List<Responder> people, List<OnCallSchedule> schedules, List<EscalationPolicy> policies) {
        return new PagingSettings(
                people.stream().collect(Collectors.toMap(Responder::name, one -> one)),
                schedules.stream().collect(Collectors.toMap(OnCallSchedule::name, one -> one)),
                policies.stream().collect(Collectors.toMap(EscalationPolicy::name, one -> one)));
    }

    /// Uses these rules for every severity.
    public static Responder person(String name, ContactRule... rules) {
        var bySeverity = new HashMap<Severity, List<ContactRule>>();
        for (var severity : Severity.values()) {
            bySeverity.put(severity, List.of(rules));
        }
        return new Responder(
                name,
                Optional.of(name + "@example.com"),
                Optional.of(phone(name)),
                ZoneId.of("Europe/Berlin"),
                Map.copyOf(bySeverity));
    }

    public static String phone(String name) {
        return PHONES.getOrDefault(name, "+491555000999");
    }

    public static ContactRule now(Medium medium) {
        return new ContactRule(medium, Duration.ZERO);
    }

    public static ContactRule after(Medium medium, Duration delay) {
        return new ContactRule(medium, delay);
    }

    /// With cyd as the catch-all.
    public static EscalationPolicy policy(String name, int repeat, EscalationStep... steps) {
        return new EscalationPolicy(name, List.of(steps), repeat, List.of(new Target.Person("cyd")));
    }

    public static EscalationStep step(Duration delay, String... people) {
        return new EscalationStep(
                Stream.of(people).<Target>map(Target.Person::new).toList(), delay);
    }

    @Override
    public void close() {
        postgres.close();
    }

    private static final Map<String, String> PHONES =
            Map.of("ana", "+491555000101", "bo", "+491555000102", "cyd", "+491555000103");
    private static final Map<String, String> PHONES_BACK =
            PHONES.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

    private VerdictChange change(Handle handle, String name, Verdict before, Verdict after) {
        return Changes.change(handle, clock.instant(), name, before, after, false, Optional.empty());
    }
}
