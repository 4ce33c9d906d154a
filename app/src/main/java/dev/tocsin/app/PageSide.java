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
import dev.tocsin.statuspage.Announcer;
import dev.tocsin.statuspage.Components;
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
import dev.tocsin.statuspage.subscribers.Receipts;
import dev.tocsin.statuspage.subscribers.SubscriptionResource;
import dev.tocsin.statuspage.subscribers.Subscriptions;
import dev.tocsin.statuspage.subscribers.Tokens;
import dev.tocsin.statuspage.twin.Twin;
import dev.tocsin.statuspage.twin.TwinKey;
import dev.tocsin.statuspage.web.Forms;
import dev.tocsin.statuspage.web.StatusPages;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

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
        Receipts receipts) {
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
                new Subscriptions(database, clock, outbox, live::statusPage, tokens),
                new Hooks(database, clock, tokens),
                new Receipts());
    }

    List<Object> resources(StatusBoard board, StatusPages pages) {
        return List.of(
                new UpdateResource(incidents, components, clock),
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
    void copy(Ticking ticking, StatusPages pages, Incidents alarms) {
        var kept = database.transact(handle -> Installation.fact(handle, "twin-key", clock.instant(), TwinKey::make));
        var twin = new Twin(
                () -> live.statusPage().options().twin(),
                pages::current,
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
    }

    private void maintain() {
        maintenances.turnDue();
        maintenances.remindDue();
    }
}
