package dev.tocsin.statuspage;

import dev.tocsin.db.MovableClock;
import dev.tocsin.db.TestDatabase;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// People who write for the page, on a real database and a clock that the test moves. No monitor watches anything.
public final class AuthoringHouse implements AutoCloseable {
    public static final Instant BEGAN = Instant.parse("2026-11-23T15:50:00Z");

    public final TestDatabase postgres = TestDatabase.create();
    public final MovableClock clock = new MovableClock(BEGAN);
    public final List<Publication> heard = new ArrayList<>();
    public final StatusPageSettings settings = new StatusPageSettings(
            "Example",
            URI.create("https://status.example.com"),
            ZoneId.of("Etc/UTC"),
            IndicatorRule.HONEST,
            List.of(component("Shop"), component("API")));
    public final Announcer announcer =
            new Announcer(new Random(2), List.of((_, publication) -> heard.add(publication)));
    public final PublicIncidents incidents = new PublicIncidents(postgres.database(), announcer, clock);
    public final Maintenances maintenances = new Maintenances(postgres.database(), announcer, clock);
    public final RecurringMaintenances recurring =
            new RecurringMaintenances(postgres.database(), maintenances, clock, new Random(3));
    public final Components components = new Components(postgres.database(), clock, new Random(1));
    private final StatusBoard board = new StatusBoard(
            postgres.database(), () -> settings, new Readings((_, _) -> List.of(), (_, _, _, _) -> Map.of()), clock);

    public AuthoringHouse() {
        components.sync(settings.components());
    }

    public Board board() {
        return board.read();
    }

    public PublicId id(String component) {
        return components.find(component).orElseThrow().id();
    }

    public Component component(Board board, String name) {
        return board.component(id(name)).orElseThrow();
    }

    /// Opens an incident of Shop.
    public Written open(String title, String body, When when) {
        return written(incidents.open(
                new PublicIncidents.Opening(title, Optional.empty(), words(Phase.INVESTIGATING, body, Impact.MAJOR)),
                when,
                "ana"));
    }

    public Words words(Phase phase, String body, Impact impact) {
        return new Words(phase, body, Optional.of(impact), Set.of(id("Shop")), Optional.empty(), false);
    }

    public Written say(Written about, Phase phase, String body) {
        return written(incidents.say(about.incident(), Words.of(phase, body), new When.Now(), "ana"));
    }

    public static Written written(Saying saying) {
        if (saying instanceof Saying.Done(var written)) {
            return written;
        }
        throw new AssertionError(saying);
    }

    public Maintenance schedule(Instant from, Instant until, boolean byClock, ComponentStatus expected) {
        var plan = new MaintenancePlan(
                "Database upgrade",
                "We upgrade the database.",
                Set.of(id("Shop")),
                from,
                until,
                byClock,
                expected,
                Optional.empty());
        return maintenance(maintenances.schedule(plan, new When.Now(), "ana"));
    }

    public static Maintenance maintenance(Maintenances.Result result) {
        if (result instanceof Maintenances.Result.Done(var maintenance)) {
            return maintenance;
        }
        throw new AssertionError(result);
    }

    @Override
    public void close() {
        postgres.close();
    }

    private static ComponentSettings component(String name) {
        return new ComponentSettings(name, Optional.empty(), "", List.of(), Publish.DRAFT);
    }
}
