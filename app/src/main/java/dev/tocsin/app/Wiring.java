package dev.tocsin.app;

import dev.tocsin.app.edge.Edge;
import dev.tocsin.app.edge.Tokens;
import dev.tocsin.app.http.ApiDescriptionResource;
import dev.tocsin.app.http.HttpListener;
import dev.tocsin.app.metrics.Metrics;
import dev.tocsin.app.schedule.ClockWatch;
import dev.tocsin.app.schedule.NodeListener;
import dev.tocsin.app.schedule.Schedule;
import dev.tocsin.app.schedule.ScheduledWork;
import dev.tocsin.db.Database;
import dev.tocsin.db.EmbeddedPostgres;
import dev.tocsin.db.Installation;
import dev.tocsin.db.Migrations;
import dev.tocsin.db.Wakes;
import dev.tocsin.incidents.disclosure.web.ReporterResource;
import dev.tocsin.monitor.HandOver;
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
import dev.tocsin.monitor.guard.Guard;
import dev.tocsin.monitor.heartbeat.Attendance;
import dev.tocsin.monitor.heartbeat.Calls;
import dev.tocsin.monitor.heartbeat.Heartbeats;
import dev.tocsin.monitor.kinds.ProbeKinds;
import dev.tocsin.monitor.latency.Latencies;
import dev.tocsin.monitor.latency.RollUps;
import dev.tocsin.monitor.location.Assignments;
import dev.tocsin.monitor.location.Locations;
import dev.tocsin.monitor.settings.LocationSettings;
import dev.tocsin.monitor.web.AgentResource;
import dev.tocsin.monitor.web.AvailabilityResource;
import dev.tocsin.monitor.web.HeartbeatCallsResource;
import dev.tocsin.monitor.web.HeartbeatResource;
import dev.tocsin.monitor.web.LatencyResource;
import dev.tocsin.monitor.web.LocationResource;
import dev.tocsin.monitor.web.PostureResource;
import dev.tocsin.monitor.web.VoteResource;
import dev.tocsin.statuspage.Board;
import dev.tocsin.statuspage.Readings;
import dev.tocsin.statuspage.StatusBoard;
import dev.tocsin.statuspage.StatusPageSettings;
import dev.tocsin.statuspage.web.ReadyPages;
import dev.tocsin.statuspage.web.StatusPages;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Builds every object with `new`, from the ground to the roof, and is the only file that knows everyone.
public final class Wiring {
    private static final Duration EVERY_SECOND = Duration.ofSeconds(1);
    private static final Duration LOOK_ON = Duration.ofSeconds(2);
    private static final Duration PAGE_REFRESH = Duration.ofSeconds(5);
    private static final Duration LOST_SIGNAL = Duration.ofSeconds(5);
    private static final String SHARDS = "8";

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
        Supplier<StatusPageSettings> statusPage = live::statusPage;
        var random = new SecureRandom();
        var node = UUID.randomUUID();

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
        var watches = new Watches();
        var readings = new Readings(new Standings()::states, watches::read, PageSide::figures);
        var page = PageSide.wire(database, clock, live, readings, random);
        var chain = AlarmChain.wire(database, clock, live, settings.url(), page, metrics, console);
        var incidents = chain.incidents();
        var alarms = chain.alarms();
        var sending = chain.sending();
        var self = SelfWatch.wire(database, clock, live, incidents, shards, metrics);
        if (settings.database().isEmpty()) {
            chain.takeOver();
        }
        running.add(sending.rest());
        var onCall = OnCallApi.wire(database, clock, live, chain.outbox(), chain.contacts(), settings.url());

        // Watching.
        var monitors = new Monitors(database, clock, shards, alarms);
        var observations = new Observations(database, clock);
        var rollUps = new RollUps(database, clock);
        var probers = ProbeKinds.probers(
                clock, database, Guard.by(() -> live.get().monitorGround().rule()));
        var attendance = new Attendance(database, clock);
        var heartbeats = new Heartbeats(database, monitors, clock);
        var calls = new Calls(database, heartbeats, attendance, clock);
        monitors.onApply(heartbeats::apply);
        var board = new StatusBoard(database, statusPage, readings, clock);
        var statusPages = new StatusPages(board::read, Board.blank(settings.statusPage(), clock.instant()), clock);
        var holds = new Holds(
                database, monitors, () -> live.get().maintenances(), statusPages::announcedWork, alarms, clock);
        var references = new References(
                () -> live.get().references(),
                probers,
                new OwnSight(incidents, attendance, node.toString()),
                System::nanoTime);
        var votes = new Votes(
                database, monitors, alarms, holds, () -> live.get().locations().here(), clock);
        var settling = running.add(new Settling(database, monitors, votes, alarms, holds, references, clock));
        var postures = PostureWatch.wire(database, clock, live, incidents, monitors, holds, settling);
        var timer = new ThreadTimer(clock);
        var rounds = running.add(
                new Rounds(database, monitors, probers, settling, alarms, timer, clock, metrics, shards, node));
        running.add(timer);
        var handOver = running.add(new HandOver(database, clock, node));
        var posted = new PostedLooks(database, monitors, votes, clock);
        var locations = new Locations(database, new LocationAlarms(incidents), clock);
        var assignments = new Assignments(monitors, () -> live.get().references(), clock);
        Supplier<LocationSettings> places = () -> live.get().locations();

        metrics.watch(monitors::lastSeen, votes::panels, place -> places.get().nameOf(place));
        metrics.watchLocations(locations::all);
        sending.watch(metrics);
        metrics.watchPosture(() -> database.transact(postures::all));
        metrics.watchIncidents(severity -> database.transact(handle -> incidents.countOpen(handle, severity)));

        // The page.
        var components = page.components();

        // What the API adds to the settings.
        var effects = new ApiEffects(live, monitors, heartbeats, votes, components);
        var monitorApi = MonitorApi.wire(database, clock, live, monitors, heartbeats, effects);

        // The settings take effect.
        Consumer<Settings> apply = next -> {
            observations.turnDays(next.observationsKept());
            monitors.apply(next.monitors());
            monitorApi.applied();
            components.sync(live.statusPage(next).components());
            votes.applyVantages();
            locations.apply(next.locations().elsewhere());
            onCall.settle(next);
            chain.escalations().follow(live.alerting(next));
        };
        apply.accept(settings);
        var reloading = new Reloading(live, reread, apply, monitorApi.known(), incidents);

        // From here on everything moves.
        running.add(wakes);
        chain.begin(wakes, running.add(new Ticking()));
        wakes.on(Heartbeats.WORK, () -> heartbeats.judgeDue().forEach(rounds::lookSoon));
        wakes.on("holds", holds::reviewDue, Holds.TROUBLED);
        wakes.on(StatusBoard.WORK, statusPages::refresh);
        wakes.on(Monitors.WORK, monitorApi.known()::refresh);
        var clocks = new ClockWatch(database, node.toString(), clock, System::nanoTime);
        metrics.watchClock(() -> clocks.state().ahead());
        wakes.on(HandOver.WORK, () -> {
            if (clocks.state().mayWork()) {
                rounds.walkAll();
            }
        });
        var ticking = running.add(new Ticking());
        onCall.begin(wakes, ticking);
        page.begin(wakes, ticking, incidents, chain.contacts());
        chain.reports().begin(running, wakes, ticking, chain.mailboxes());
        wakes.start();
        settling.start();
        statusPages.refresh();
        page.copy(running.add(new Ticking()), statusPages, readings, chain.reports()::linkedDocuments, incidents);
        page.watchIndependence(running.add(new Ticking()));
        ticking.every(EVERY_SECOND, "our own sight", references::reviewDue);
        ticking.every(PAGE_REFRESH, "the status page", () -> wakes.wake(StatusBoard.WORK));
        ticking.every(LOST_SIGNAL, "monitors of the API", () -> wakes.wake(Monitors.WORK));
        ticking.every(EVERY_SECOND, "the old generation", new OldGeneration()::collectDue);
        running.add(new Ticking()).every(LOOK_ON, "looking without the database", rounds::lookOn);

        var tokens = new Tokens(database, clock);
        var resources = new ArrayList<>(monitorApi.resources());
        resources.addAll(onCall.resources());
        resources.addAll(chain.resources());
        resources.addAll(page.resources(board, statusPages));
        resources.addAll(List.of(
                new ReloadResource(reloading),
                new AvailabilityResource(database, watches, clock),
                new LatencyResource(database, watches, new Latencies(), places, clock),
                new PostureResource(database, watches, postures),
                new HeartbeatResource(calls),
                new HeartbeatCallsResource(database, watches, calls),
                new AgentResource(places, locations, assignments, posted, clock),
                new LocationResource(places, locations),
                new VoteResource(database, watches, votes, places)));
        resources.add(new ApiDescriptionResource(resources));
        var http = running.add(new HttpListener(
                settings.http(),
                resources,
                new Edge(tokens::recognise, Set.of("heartbeat", ReporterResource.FILES)),
                new ReadyPages(statusPages),
                servlets -> page.inFront(servlets, statusPages, readings),
                Vitals.of(
                        database,
                        wakes,
                        settling,
                        sending,
                        clocks,
                        live,
                        monitors,
                        self,
                        chain.reports()::namesForMail),
                metrics::text));
        http.start();
        attendance.noteDue();
        running.add(attendance);
        ticking.every(Attendance.EVERY, "being there for heartbeats", attendance::noteDue);

        var daily = new ArrayList<>(chain.daily());
        daily.addAll(List.of(
                new ScheduledWork.DailyJob("turn-days", "0 10 0 * * ?", () -> {
                    observations.turnDays(live.get().observationsKept());
                    rollUps.dropOlder(live.get().rollupsKept());
                    postures.dropOlder(live.get().rollupsKept());
                    chain.events().dropOlder(live.get().observationsKept());
                    heartbeats.dropOld(live.get().observationsKept());
                    new OldRequests(database, clock).drop();
                }),
                new ScheduledWork.DailyJob("roll-up", "0 3/5 * * * ?", rollUps::rollUpDue)));
        NodeListener others = (name, seen) -> {
            handOver.takeOver(UUID.fromString(name), seen);
            OwnSight.forget(incidents, name);
        };
        var schedule = running.add(new Schedule(
                databaseSettings,
                node.toString(),
                new ScheduledWork(shards, rounds::walk, daily),
                others,
                clocks,
                clock));
        schedule.start();
        handOver.begin(settings.database().isEmpty());
        ticking.every(EVERY_SECOND, "keeping time", schedule::keepTime);
        running.add(new Ticking()).every(EVERY_SECOND, "the sweep", () -> {
            if (clocks.state().mayWork()) {
                sweep(clock.instant(), wakes, holds, votes, locations);
            }
        });
        self.begin(running, clocks);
        return new Tocsin(running, database, http, reloading, monitors);
    }

    /// Finds what is due although no signal came.
    private static void sweep(Instant now, Wakes wakes, Holds holds, Votes votes, Locations locations) {
        wakes.sweepDue(now);
        wakes.wake(Heartbeats.WORK);
        if (holds.areBeginning()) {
            wakes.wake("holds");
        }
        votes.reviewDue();
        locations.reviewDue();
    }
}
