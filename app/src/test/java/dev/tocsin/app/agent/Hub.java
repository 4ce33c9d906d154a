package dev.tocsin.app.agent;

import dev.tocsin.app.edge.Edge;
import dev.tocsin.app.edge.Scope;
import dev.tocsin.app.edge.Tokens;
import dev.tocsin.app.http.HttpListener;
import dev.tocsin.app.http.HttpSettings;
import dev.tocsin.db.TestDatabase;
import dev.tocsin.monitor.Hold;
import dev.tocsin.monitor.Holds;
import dev.tocsin.monitor.Location;
import dev.tocsin.monitor.Monitor;
import dev.tocsin.monitor.MonitorId;
import dev.tocsin.monitor.MonitorState;
import dev.tocsin.monitor.Monitors;
import dev.tocsin.monitor.Observations;
import dev.tocsin.monitor.PostedLooks;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.Standings;
import dev.tocsin.monitor.VerdictChange;
import dev.tocsin.monitor.VerdictListener;
import dev.tocsin.monitor.Votes;
import dev.tocsin.monitor.availability.Watches;
import dev.tocsin.monitor.location.Assignments;
import dev.tocsin.monitor.location.LocationListener;
import dev.tocsin.monitor.location.Locations;
import dev.tocsin.monitor.settings.LocationSettings;
import dev.tocsin.monitor.web.AgentResource;
import dev.tocsin.monitor.web.AvailabilityResource;
import dev.tocsin.monitor.web.LocationResource;
import dev.tocsin.monitor.web.VoteResource;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The part of the server that agents speak to, on a real database and behind the real edge. It can be stopped and
/// started on the same port.
final class Hub implements AutoCloseable {
    final TestDatabase postgres = TestDatabase.create();
    final InstantSource clock;
    final List<VerdictChange> changes = new CopyOnWriteArrayList<>();
    final List<String> silences = new CopyOnWriteArrayList<>();
    final List<String> troubles = new CopyOnWriteArrayList<>();
    final List<Probe.Http> references = new ArrayList<>();
    final Tokens tokens;
    final Monitors monitors;
    final Votes votes;
    final PostedLooks posted;
    volatile Locations locations;
    private final List<Monitor> watched = new ArrayList<>();
    private LocationSettings settings = new LocationSettings("here", List.of(new Location("fra"), new Location("nyc")));
    private @Nullable HttpListener listener;
    private int port;

    Hub(InstantSource clock) {
        this.clock = clock;
        var database = postgres.database();
        var watching = new Watching();
        this.tokens = new Tokens(database, clock);
        this.monitors = new Monitors(database, clock, 4, watching);
        var holds = new Holds(database, monitors, List::of, watching, clock);
        this.votes = new Votes(database, monitors, watching, holds, () -> settings.here(), clock);
        this.posted = new PostedLooks(database, monitors, votes, clock);
        this.locations = new Locations(database, new Listening(), clock);
        new Observations(database, clock).turnDays(Duration.ofDays(14));
        locations.apply(settings.elsewhere());
    }

    String token(String name, Scope... scopes) {
        return tokens.create(name, Set.of(scopes), Optional.empty())
                .orElseThrow()
                .reveal();
    }

    void watch(Monitor... all) {
        watched.clear();
        watched.addAll(List.of(all));
        monitors.apply(watched);
        votes.applyVantages();
    }

    void settle(LocationSettings other) {
        settings = other;
        locations.apply(other.elsewhere());
    }

    /// What only a process that has just begun does not know.
    void forget() {
        locations = new Locations(postgres.database(), new Listening(), clock);
        locations.apply(settings.elsewhere());
    }

    void start() {
        var assignments = new Assignments(monitors, () -> references, clock);
        var watches = new Watches();
        listener = new HttpListener(
                new HttpSettings(URI.create("https://status.example.com"), "127.0.0.1", port, "127.0.0.1", 0),
                List.of(
                        new AgentResource(() -> settings, locations, assignments, posted, clock),
                        new LocationResource(() -> settings, locations),
                        new AvailabilityResource(postgres.database(), watches, clock),
                        new VoteResource(postgres.database(), watches, votes, () -> settings)),
                new Edge(tokens::recognise),
                handler -> handler,
                Map.of(),
                () -> "");
        listener.start();
        port = listener.port();
    }

    void stop() {
        if (listener != null) {
            listener.close();
            listener = null;
        }
    }

    int port() {
        return port;
    }

    MonitorState state(String name) {
        return postgres.database()
                .transact(
                        handle -> new Standings().states(handle, List.of(name)).getFirst());
    }

    /// The instants of all looks from `location`, each as often as it is there.
    List<Instant> looks(String location) {
        return postgres.database()
                .transact(handle -> handle.createQuery(
                                "select at from observation where location = :location order by at")
                        .bind("location", location)
                        .mapTo(Instant.class)
                        .list());
    }

    @Override
    public void close() {
        stop();
        postgres.close();
    }

    private final class Watching implements VerdictListener {
        @Override
        public void verdictsChanged(Handle handle, List<VerdictChange> all) {
            changes.addAll(all);
        }

        @Override
        public void held(Handle handle, MonitorId monitor, Hold hold, Instant at) {}

        @Override
        public void released(Handle handle, MonitorId monitor, Hold hold, Instant at) {}

        @Override
        public void retired(Handle handle, MonitorId monitor, Instant at) {}
    }

    private final class Listening implements LocationListener {
        @Override
        public void silent(Location location, Optional<Instant> lastHeard) {
            silences.add(location.name() + " silent since "
                    + lastHeard.map(Instant::toString).orElse("ever"));
        }

        @Override
        public void heard(Location location) {
            silences.add(location.name() + " heard");
        }

        @Override
        public void troubled(Location location, List<String> all) {
            troubles.add(location.name() + ": " + all);
        }

        @Override
        public void relieved(Location location) {
            troubles.add(location.name() + " is well");
        }
    }
}
