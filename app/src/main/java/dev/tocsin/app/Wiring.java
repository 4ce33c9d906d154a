package dev.tocsin.app;

import dev.tocsin.app.edge.Edge;
import dev.tocsin.app.edge.Tokens;
import dev.tocsin.app.http.Health;
import dev.tocsin.app.http.HttpListener;
import dev.tocsin.app.metrics.Metrics;
import dev.tocsin.app.schedule.Schedule;
import dev.tocsin.app.schedule.ScheduledWork;
import dev.tocsin.db.Database;
import dev.tocsin.db.EmbeddedPostgres;
import dev.tocsin.db.Installation;
import dev.tocsin.db.Migrations;
import dev.tocsin.db.Wakes;
import dev.tocsin.incidents.Alarms;
import dev.tocsin.incidents.Incidents;
import dev.tocsin.incidents.Severity;
import dev.tocsin.incidents.delivery.Deliveries;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Outbox;
import dev.tocsin.incidents.delivery.twilio.TwilioResource;
import dev.tocsin.incidents.delivery.twilio.TwilioSignature;
import dev.tocsin.incidents.paging.Pages;
import dev.tocsin.incidents.paging.PagingSettings;
import dev.tocsin.incidents.paging.RecoveryNotices;
import dev.tocsin.incidents.paging.Replies;
import dev.tocsin.incidents.web.AnswerResource;
import dev.tocsin.incidents.web.IncidentResource;
import dev.tocsin.monitor.Holds;
import dev.tocsin.monitor.Monitors;
import dev.tocsin.monitor.Observations;
import dev.tocsin.monitor.PostedLooks;
import dev.tocsin.monitor.References;
import dev.tocsin.monitor.Rounds;
import dev.tocsin.monitor.Settling;
import dev.tocsin.monitor.Standings;
import dev.tocsin.monitor.ThreadTimer;
import dev.tocsin.monitor.Votes;
import dev.tocsin.monitor.availability.Watches;
import dev.tocsin.monitor.kinds.ProbeKinds;
import dev.tocsin.monitor.latency.Latencies;
import dev.tocsin.monitor.latency.RollUps;
import dev.tocsin.monitor.location.Assignments;
import dev.tocsin.monitor.location.Locations;
import dev.tocsin.monitor.settings.LocationSettings;
import dev.tocsin.monitor.web.AgentResource;
import dev.tocsin.monitor.web.AvailabilityResource;
import dev.tocsin.monitor.web.LatencyResource;
import dev.tocsin.monitor.web.LocationResource;
import dev.tocsin.monitor.web.VoteResource;
import dev.tocsin.statuspage.Board;
import dev.tocsin.statuspage.Components;
import dev.tocsin.statuspage.Readings;
import dev.tocsin.statuspage.StatusBoard;
import dev.tocsin.statuspage.StatusPageSettings;
import dev.tocsin.statuspage.Updates;
import dev.tocsin.statuspage.web.SnapshotHandler;
import dev.tocsin.statuspage.web.StatusPages;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Handler;

/// Builds every object with `new`, from the ground to the roof, and is the only file that knows everyone.
public final class Wiring {
    private static final Duration EVERY_SECOND = Duration.ofSeconds(1);
    private static final Duration PAGE_REFRESH = Duration.ofSeconds(5);
    private static final Duration SENDS_FINISH = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final String SHARDS = "64";
    private static final List<String> BEYOND_THE_PAGE = List.of("/api/v1", "/a", "/twilio");

    private Wiring() {}

    /// Starts the product on `settings`. `reread` reads them again when a reload is asked for; `console` takes the
    /// messages for which no channel is configured. Returns when pages are served and monitors are being watched.
    /// @throws dev.tocsin.db.DatabaseUnavailable when there is no database to work with
    /// @throws dev.tocsin.app.http.PortUnavailable when a port is taken
    public static Tocsin start(
            Settings settings, Supplier<Settings.Reading> reread, InstantSource clock, PrintStream console) {
        var running = new Running();
        try {
            return start(running, settings, reread, clock, console);
        } catch (RuntimeException fault) {
            running.close();
            throw fault;
        }
    }

    private static Tocsin start(
            Running running,
            Settings settings,
            Supplier<Settings.Reading> reread,
            InstantSource clock,
            PrintStream console) {
        var live = new LiveSettings(settings);
        Supplier<PagingSettings> paging = () -> live.get().paging();
        Supplier<StatusPageSettings> statusPage = () -> live.get().statusPage();
        var random = new SecureRandom();
        var node = UUID.randomUUID().toString();

        // The database.
        var databaseSettings = settings.database()
                .orElseGet(() ->
                        running.add(EmbeddedPostgres.start(settings.data())).settings());
        Migrations.migrate(databaseSettings);
        var database = running.add(Database.open(databaseSettings));
        var shards = Integer.parseInt(
                database.transact(handle -> Installation.fact(handle, "shards", clock.instant(), () -> SHARDS)));
        var wakes = new Wakes(database);

        var metrics = new Metrics();

        // What follows from a failure.
        var standings = new Standings();
        var readings = new Readings(standings::states, standings::intervals);
        var outbox = new Outbox();
        var updates = new Updates(database, statusPage, readings, clock, random);
        var incidents = new Incidents(database, clock, outbox, List.of(updates, new RecoveryNotices(outbox)));
        var alarms = new Alarms(database, clock, incidents, () -> live.get().alerting(), outbox);
        var pages = new Pages(database, clock, incidents, outbox, paging, settings.url(), metrics);
        var deliveries = new Deliveries(database, clock, new Channels(live, clock, console), List.of(pages, metrics));
        if (settings.database().isEmpty()) {
            deliveries.takeOver();
        }
        running.add(() -> deliveries.awaitSent(SENDS_FINISH));
        var replies = new Replies(database, clock, incidents, paging);

        // Watching.
        var monitors = new Monitors(database, clock, shards, alarms);
        var observations = new Observations(database, clock);
        var rollUps = new RollUps(database, clock);
        var watches = new Watches();
        var probers = ProbeKinds.probers(clock);
        var holds = new Holds(database, monitors, () -> live.get().maintenances(), alarms, clock);
        var references =
                new References(() -> live.get().references(), probers, new OwnSight(incidents, node), System::nanoTime);
        var votes = new Votes(
                database, monitors, alarms, holds, () -> live.get().locations().here(), clock);
        var settling = running.add(new Settling(database, monitors, votes, alarms, holds, references, clock));
        var posted = new PostedLooks(database, monitors, votes, clock);
        var locations = new Locations(database, new LocationAlarms(incidents), clock);
        var assignments = new Assignments(monitors, () -> live.get().references(), clock);
        Supplier<LocationSettings> places = () -> live.get().locations();
        var timer = running.add(new ThreadTimer(clock));
        var rounds = new Rounds(database, monitors, probers, settling, alarms, timer, clock, metrics, shards);

        metrics.watch(monitors::lastSeen, votes::panels, place -> places.get().nameOf(place));
        metrics.watchLocations(locations::all);
        metrics.watchOutbox(deliveries::oldestWait);
        for (var severity : Severity.values()) {
            metrics.watchIncidents(
                    severity.name().toLowerCase(Locale.ROOT),
                    () -> database.transact(handle -> incidents.countOpen(handle, severity)));
        }

        // The page.
        var components = new Components(database, clock, random);
        var board = new StatusBoard(database, statusPage, readings, clock);
        var statusPages = new StatusPages(board::read, Board.blank(settings.statusPage(), clock.instant()), clock);

        // The settings take effect.
        Consumer<Settings> apply = next -> {
            observations.turnDays(next.observationsKept());
            components.sync(next.statusPage().components());
            monitors.apply(next.monitors());
            votes.applyVantages();
            locations.apply(next.locations().elsewhere());
        };
        apply.accept(settings);
        var reloading = new Reloading(live, reread, apply, incidents);

        // From here on everything moves.
        running.add(wakes);
        wakes.on("page", pages::pageDue);
        for (var medium : Medium.values()) {
            wakes.on(Outbox.wake(medium), () -> deliveries.sendDue(medium));
        }
        wakes.on(StatusBoard.WORK, statusPages::refresh);
        wakes.start();
        settling.start();
        statusPages.refresh();
        var ticking = running.add(new Ticking());
        ticking.every(EVERY_SECOND, "our own sight", references::reviewDue);
        ticking.every(PAGE_REFRESH, "the status page", () -> wakes.wake(StatusBoard.WORK));

        var tokens = new Tokens(database, clock);
        var resources = List.<Object>of(
                new IncidentResource(database, incidents, pages, deliveries),
                new AnswerResource(database, clock, incidents, pages),
                new TwilioResource(
                        new TwilioSignature(settings.url(), () -> live.get().twilioTokens()), replies, deliveries),
                new ReloadResource(reloading),
                new AvailabilityResource(database, watches, clock),
                new LatencyResource(database, watches, new Latencies(), places, clock),
                new AgentResource(places, locations, assignments, posted, clock),
                new LocationResource(places, locations),
                new VoteResource(database, watches, votes, places));
        var http = running.add(new HttpListener(
                settings.http(),
                resources,
                new Edge(tokens::recognise),
                servlets -> inFront(servlets, statusPages),
                health(database, wakes, deliveries, live),
                metrics::text));
        http.start();

        Runnable sweep = () -> {
            wakes.wake("page");
            for (var medium : Medium.values()) {
                wakes.wake(Outbox.wake(medium));
            }
            votes.reviewDue();
            locations.reviewDue();
            holds.reviewDue();
            alarms.calmDue();
            updates.worsenDue();
        };
        var daily = List.of(
                new ScheduledWork.DailyJob("turn-days", "0 10 0 * * ?", () -> {
                    observations.turnDays(live.get().observationsKept());
                    rollUps.dropOlder(live.get().rollupsKept());
                }),
                new ScheduledWork.DailyJob("roll-up", "0 3/5 * * * ?", rollUps::rollUpDue));
        var schedule = running.add(
                new Schedule(databaseSettings, node, new ScheduledWork(shards, rounds::walk, sweep, daily), clock));
        schedule.start();
        return new Tocsin(running, database, http, reloading);
    }

    private static Map<String, Supplier<Health>> health(
            Database database, Wakes wakes, Deliveries deliveries, LiveSettings live) {
        return Map.of(
                "database",
                        () -> database.transact(handle -> handle.createQuery("select 1")
                                        .mapTo(Integer.class)
                                        .one()
                                        .equals(1))
                                ? new Health.Well("answers")
                                : new Health.Broken("answers nonsense"),
                "wakes",
                        () -> wakes.listening()
                                ? new Health.Well("heard at once")
                                : new Health.Broken("the listening connection is away, work waits up to a second"),
                "sending", () -> sending(deliveries.oldestWait()),
                "people", () -> people(live.get()));
    }

    private static Health sending(Duration oldest) {
        return oldest.compareTo(LONGEST_WAIT) < 0
                ? new Health.Well("nothing waits past its time")
                : new Health.Broken("the oldest message waits for %d s, look at the log for its provider's answer"
                        .formatted(oldest.toSeconds()));
    }

    private static Health people(Settings settings) {
        if (!settings.monitors().isEmpty() && settings.paging().responders().isEmpty()) {
            return new Health.Broken("nobody would be paged, add responders: to the settings");
        }
        return settings.twilio().isPresent() && settings.smtp().isPresent()
                ? new Health.Well("paged by SMS and mail")
                : new Health.Well("pages are printed where no channel is set up, add channels: to the settings");
    }

    private static Handler inFront(Handler servlets, StatusPages pages) {
        return new SnapshotHandler(servlets, pages::current, connector -> true, BEYOND_THE_PAGE);
    }
}
