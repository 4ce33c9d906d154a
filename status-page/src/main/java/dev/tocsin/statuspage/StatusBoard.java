package dev.tocsin.statuspage;

import dev.tocsin.db.Database;
import dev.tocsin.monitor.MonitorId;
import dev.tocsin.monitor.MonitorState;
import dev.tocsin.monitor.availability.Watch;
import dev.tocsin.monitor.availability.Window;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Reads everything the page tells in one transaction and makes a [Board] of it.
public final class StatusBoard {
    /// The work that is signalled when the page has something new to tell.
    public static final String WORK = "status";

    /// The public API lists this many incidents at least, however old they are.
    public static final int LISTED_INCIDENTS = 50;

    private final Database database;
    private final Supplier<StatusPageSettings> settings;
    private final Readings readings;
    private final InstantSource clock;
    private final ComponentStore components = new ComponentStore();
    private final PublicIncidentStore incidents = new PublicIncidentStore();
    private final MaintenanceStore maintenances = new MaintenanceStore();
    private final HandSetStore handSets = new HandSetStore();
    private final PastStore past = new PastStore();

    /// `settings` is asked each time, so that a reload takes effect at once.
    public StatusBoard(
            Database database, Supplier<StatusPageSettings> settings, Readings readings, InstantSource clock) {
        this.database = database;
        this.settings = settings;
        this.readings = readings;
        this.clock = clock;
    }

    /// The page as it stands. Blocks on the database.
    public Board read() {
        var current = settings.get();
        var now = clock.instant();
        var firstDay = Board.firstDay(now, current.zone());
        var from = Window.beginning(firstDay, current.zone());
        // The whole of its month, so that no page of a month tells half of it.
        var told = Window.beginning(firstDay.withDayOfMonth(1), current.zone());
        return database.transact(handle -> {
            var states = readings.states().apply(handle, current.monitors());
            var shown = incidents.shown(handle, told, LISTED_INCIDENTS);
            return assemble(
                    current,
                    components
                            .page(handle)
                            .orElseThrow(() -> new IllegalStateException(
                                    "the page has no id yet, synchronise the components before reading the board")),
                    components.identities(handle),
                    states,
                    readings.pasts().read(handle, states, new Window(from, now), now),
                    shown,
                    maintenances.shown(handle, told, LISTED_INCIDENTS),
                    handSets.since(handle, from),
                    past.past(handle, shown),
                    readings.figures().read(handle, current.options().figures(), now),
                    now);
        });
    }

    static Board assemble(
            StatusPageSettings settings,
            ComponentStore.Page page,
            Map<String, ComponentStore.Identity> identities,
            List<MonitorState> states,
            Map<MonitorId, Watch> pasts,
            List<PublicIncident> incidents,
            List<Maintenance> maintenances,
            List<HandSet> handSets,
            Past past,
            Figures figures,
            Instant now) {
        var monitors = states.stream()
                .collect(Collectors.toMap(
                        MonitorState::name,
                        state -> new BoardDraft.Monitored(state, Objects.requireNonNull(pasts.get(state.id())))));
        return new BoardDraft(settings, identities, monitors, incidents, maintenances, handSets, past, figures, now)
                .finish(page);
    }
}
