package dev.tocsin.app;

import dev.tocsin.app.status.ComponentResource;
import dev.tocsin.app.status.MaintenanceResource;
import dev.tocsin.app.status.MaintenanceSeriesResource;
import dev.tocsin.app.status.SubscriberResource;
import dev.tocsin.app.status.TemplateResource;
import dev.tocsin.app.status.UpdateResource;
import dev.tocsin.config.Secret;
import dev.tocsin.db.Database;
import dev.tocsin.db.Installation;
import dev.tocsin.db.Wakes;
import dev.tocsin.incidents.Actor;
import dev.tocsin.incidents.Incidents;
import dev.tocsin.incidents.Severity;
import dev.tocsin.incidents.contact.Contacts;
import dev.tocsin.incidents.delivery.Outbox;
import dev.tocsin.incidents.disclosure.AnswerTimes;
import dev.tocsin.monitor.posture.watch.PostureGrades;
import dev.tocsin.statuspage.Announcer;
import dev.tocsin.statuspage.Archive;
import dev.tocsin.statuspage.Components;
import dev.tocsin.statuspage.Drafts;
import dev.tocsin.statuspage.FigureSettings;
import dev.tocsin.statuspage.Figures;
import dev.tocsin.statuspage.Maintenances;
import dev.tocsin.statuspage.Promises;
import dev.tocsin.statuspage.PublicIncidents;
import dev.tocsin.statuspage.Readings;
import dev.tocsin.statuspage.RecurringMaintenances;
import dev.tocsin.statuspage.StatusBoard;
import dev.tocsin.statuspage.TextTemplates;
import dev.tocsin.statuspage.Updates;
import dev.tocsin.statuspage.subscribers.FanOut;
import dev.tocsin.statuspage.subscribers.Hooks;
import dev.tocsin.statuspage.subscribers.LeaveMailbox;
import dev.tocsin.statuspage.subscribers.Receipts;
import dev.tocsin.statuspage.subscribers.SubscriptionResource;
import dev.tocsin.statuspage.subscribers.Subscriptions;
import dev.tocsin.statuspage.subscribers.Tokens;
import dev.tocsin.statuspage.twin.Twin;
import dev.tocsin.statuspage.twin.TwinKey;
import dev.tocsin.statuspage.web.Catalogue;
import dev.tocsin.statuspage.web.Forms;
import dev.tocsin.statuspage.web.OldPages;
import dev.tocsin.statuspage.web.PreviewLinks;
import dev.tocsin.statuspage.web.PreviewResource;
import dev.tocsin.statuspage.web.SnapshotHandler;
import dev.tocsin.statuspage.web.StatusPages;
import dev.tocsin.statuspage.websub.Hub;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Handler;
import org.jdbi.v3.core.Handle;

/// The part of the wiring that tells customers: what is written for them, who hears of it, and who writes it.
record PageSide(
        Database database,
        InstantSource clock,
        LiveSettings live,
        Outbox outbox,
        Updates updates,
        PublicIncidents incidents,
        Maintenances maintenances,
        RecurringMaintenances recurring,
        Components components,
        FanOut fanOut,
        Subscriptions subscriptions,
        Hooks hooks,
        Receipts receipts,
        LeaveMailbox leaving,
        PreviewLinks previews) {
    private static final List<String> BEYOND_THE_PAGE = List.of(
            "/api/v1",
            "/a",
            "/twilio",
            "/heartbeat",
            "/calendar",
            "/security",
            "/.well-known",
            "/preview",
            "/de/preview",
            "/subscription",
            "/de/subscription");
    private static final Set<String> FORMS = Set.of("/subscribe", "/de/subscribe");
    private static final Duration HOURLY = Duration.ofHours(1);
    private static final Duration PLANNING = Duration.ofMinutes(10);
    private static final Duration EVERY_SECOND = Duration.ofSeconds(1);
    private static final String TWIN = "status-twin";
    private static final int KEY_BITS = 256;

    static PageSide wire(
            Database database, InstantSource clock, LiveSettings live, Readings readings, SecureRandom random) {
        var key = database.transact(handle -> Installation.fact(
                handle,
                "subscriber-key",
                clock.instant(),
                () -> new BigInteger(KEY_BITS, new SecureRandom()).toString(Character.MAX_RADIX)));
        var tokens = new Tokens(new Secret(key));
        var outbox = new Outbox();
        var fanOut = new FanOut(database, clock, outbox, live::statusPage, tokens);
        var announcer = new Announcer(random, List.of(fanOut));
        var maintenances = new Maintenances(database, announcer, clock);
        var subscriptions = new Subscriptions(database, clock, outbox, live::statusPage, tokens);
        return new PageSide(
                database,
                clock,
                live,
                outbox,
                new Updates(database, live::statusPage, readings, announcer, clock),
                new PublicIncidents(database, announcer, clock),
                maintenances,
                new RecurringMaintenances(database, maintenances, clock, random),
                new Components(database, clock, random),
                fanOut,
                subscriptions,
                new Hooks(database, clock, tokens),
                new Receipts(),
                new LeaveMailbox(() -> live.statusPage().options().unsubscribeAddress(), tokens, subscriptions),
                new PreviewLinks(new Secret(key)));
    }

    List<Object> resources(StatusBoard board, StatusPages pages) {
        return List.of(
                new UpdateResource(
                        incidents,
                        components,
                        clock,
                        previews,
                        path -> live.statusPage().link(path)),
                new PreviewResource(new Drafts(database), previews, new Forms(pages), clock),
                new TemplateResource(new TextTemplates(database, clock)),
                new ComponentResource(components, board::read, clock),
                new MaintenanceResource(maintenances, components, clock),
                new MaintenanceSeriesResource(recurring, components),
                new SubscriberResource(subscriptions, fanOut, components),
                new SubscriptionResource(subscriptions, new Forms(pages)));
    }

    /// Does what the clock says: embargoes, maintenance, promises; and takes what is published to its subscribers.
    void begin(Wakes wakes, Ticking ticking, Incidents alarms, Contacts contacts) {
        var promises = new Promises(
                database,
                clock,
                outbox,
                contacts,
                alarms,
                () -> live.get().paging().responders());
        wakes.on("worsening", updates::worsenDue, Updates.OPEN_AUTOMATIC);
        wakes.on(PublicIncidents.WORK, incidents::publishDue, PublicIncidents.DUE);
        wakes.on("maintenance", this::maintain, Maintenances.DUE);
        wakes.on("promises", promises::remindDue, Promises.DUE);
        wakes.on(FanOut.WORK, fanOut::runDue, FanOut.DUE);
        ticking.every(PLANNING, "recurring maintenance", () -> {
            recurring.planDue();
            maintenances.overdue(promises::overdue);
        });
    }

    /// Keeps a copy of the page elsewhere, on a thread of its own: it waits for disks and networks.
    /// `others` are documents that its pages link to.
    void copy(
            Ticking ticking,
            StatusPages pages,
            Readings readings,
            Supplier<Map<String, String>> others,
            Incidents alarms) {
        var kept = database.transact(handle -> Installation.fact(handle, "twin-key", clock.instant(), TwinKey::make));
        var twin = new Twin(
                () -> live.statusPage().options().twin(),
                pages::current,
                others,
                new Catalogue(pages, new Archive(database, readings)),
                TwinKey.of(new Secret(kept)),
                clock,
                new Twin.Watcher() {
                    @Override
                    public void lags(String why) {
                        alarms.report(TWIN, "The copy of the status page is old", why, Severity.MAJOR, "default");
                    }

                    @Override
                    public void follows() {
                        alarms.clear(TWIN, new Actor("the status page", "recovery"));
                    }
                });
        ticking.every(EVERY_SECOND, "the twin of the page", twin::follow);
        ticking.every(EVERY_SECOND, "the hub of the feeds", new Hub(live::statusPage, pages::current, clock)::follow);
    }

    /// What the page shows of security, by the settings: nothing where they say nothing.
    static Figures figures(Handle handle, FigureSettings wanted, Instant now) {
        return new Figures(
                wanted.posture().isEmpty() ? List.of() : new PostureGrades().of(handle, wanted.posture()),
                wanted.answersOver().flatMap(over -> new AnswerTimes().since(handle, now.minus(over))));
    }

    /// Readers are answered ahead of `servlets`.
    Handler inFront(Handler servlets, StatusPages pages, Readings readings) {
        return new SnapshotHandler(
                servlets,
                pages,
                new OldPages(pages, new Archive(database, readings)),
                connector -> true,
                BEYOND_THE_PAGE,
                FORMS);
    }

    /// On a thread of its own: names are looked up.
    void watchIndependence(Ticking ticking) {
        ticking.every(HOURLY, "the page's independence", new IndependenceWatch(database, live)::look);
    }

    private void maintain() {
        maintenances.turnDue();
        maintenances.remindDue();
    }
}
