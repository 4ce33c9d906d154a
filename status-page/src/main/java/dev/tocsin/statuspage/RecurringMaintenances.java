package dev.tocsin.statuspage;

import dev.tocsin.db.Database;
import dev.tocsin.monitor.maintenance.Recurrence;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Maintenance that recurs. Its times are announced five weeks ahead, each as a maintenance of its own, which can be
/// moved or called off like any other.
public final class RecurringMaintenances {
    private static final Duration AHEAD = Duration.ofDays(35);

    private final Database database;
    private final Maintenances maintenances;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final MaintenanceSeriesStore store = new MaintenanceSeriesStore();
    private final Changes changes = new Changes();

    /// What a person writes down.
    public record Rhythm(
            String title,
            String body,
            Set<PublicId> components,
            LocalDateTime first,
            ZoneId zone,
            Duration lasts,
            Recurrence rule,
            boolean byClock,
            ComponentStatus expected) {}

    public RecurringMaintenances(
            Database database, Maintenances maintenances, InstantSource clock, RandomGenerator random) {
        this.database = database;
        this.maintenances = maintenances;
        this.clock = clock;
        this.random = random;
    }

    /// Begins a series, and announces what is near of it.
    public MaintenanceSeries begin(Rhythm rhythm, String by) {
        var now = clock.instant();
        var series = new MaintenanceSeries(
                PublicId.random(random),
                rhythm.title(),
                rhythm.body(),
                rhythm.components(),
                rhythm.first(),
                rhythm.zone(),
                rhythm.lasts(),
                rhythm.rule(),
                rhythm.byClock(),
                rhythm.expected(),
                by,
                now,
                Optional.empty());
        database.run(handle -> {
            store.insert(handle, series, now);
            changes.note(
                    handle,
                    series.id().value(),
                    now,
                    by,
                    "begun",
                    json -> json.put("title", series.title())
                            .put("rule", series.rule().toString()));
        });
        planDue();
        return series;
    }

    /// Announces the times that have come near. To be called now and then.
    public void planDue() {
        var now = clock.instant();
        // An hour at a time, so that not every look finds something to do.
        database.run(handle -> store.toPlan(handle, now.plus(AHEAD).minus(Duration.ofHours(1)))
                .forEach(series -> {
                    var until = now.plus(AHEAD);
                    series.plans(until).stream()
                            .filter(plan -> plan.until().isAfter(now))
                            .forEach(plan -> maintenances.schedule(handle, plan, new When.Now(), series.author(), now));
                    store.planned(handle, series.id(), until);
                }));
    }

    /// Nothing more is planned of it, and what was announced and has not begun is called off. False when it had ended.
    public boolean end(PublicId id, String by) {
        var now = clock.instant();
        var toCome = database.transact(handle -> {
            if (!store.end(handle, id, now)) {
                return Optional.<List<PublicId>>empty();
            }
            changes.note(handle, id.value(), now, by, "ended", json -> json);
            return Optional.of(store.toCome(handle, id));
        });
        toCome.orElse(List.of()).forEach(one -> maintenances.turn(one, Phase.CANCELLED, Optional.empty(), by));
        return toCome.isPresent();
    }

    public List<MaintenanceSeries> all() {
        return database.transact(store::all);
    }
}
