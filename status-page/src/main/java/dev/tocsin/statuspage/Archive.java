package dev.tocsin.statuspage;

import dev.tocsin.db.Database;
import dev.tocsin.monitor.availability.Window;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What was told long ago, read one at a time: boards hold what is new. Every method blocks on the database;
/// what is not published is not found.
public final class Archive {
    private final Database database;
    private final Readings readings;
    private final PublicIncidentStore incidents = new PublicIncidentStore();
    private final MaintenanceStore maintenances = new MaintenanceStore();
    private final ComponentStore components = new ComponentStore();
    private final HandSetStore handSets = new HandSetStore();
    private final PastStore past = new PastStore();
    private final ContentsStore contents = new ContentsStore();

    public Archive(Database database, Readings readings) {
        this.database = database;
        this.readings = readings;
    }

    /// An incident among its neighbours in time.
    public record Told(PublicIncident incident, Optional<Past.Named> older, Optional<Past.Named> newer) {}

    /// A component that has left the settings, and what was last told of it, newest first.
    public record Gone(PublicId id, String name, Instant left, List<PublicIncident> incidents) {}

    public Optional<Told> incident(PublicId id) {
        return database.transact(handle -> incidents
                .find(handle, id)
                .map(found -> new Told(found, past.before(handle, found), past.after(handle, found))));
    }

    public Optional<Maintenance> maintenance(PublicId id) {
        return maintenances(List.of(id)).stream().findFirst();
    }

    /// Those of `ids` that are published, in no order.
    public List<PublicIncident> incidents(Collection<PublicId> ids) {
        return database.transact(handle -> incidents.all(handle, ids));
    }

    public List<Maintenance> maintenances(Collection<PublicId> ids) {
        return database.transact(handle -> maintenances.published(handle, ids));
    }

    /// Everything that was ever published. Reads every row of it once, and remembers little.
    public Contents contents() {
        return database.transact(handle -> new Contents(contents.titles(handle), contents.left(handle)));
    }

    public Optional<Gone> gone(PublicId id) {
        return database.transact(handle ->
                past.gone(handle, id).map(left -> new Gone(id, left.name(), left.at(), last(handle, id))));
    }

    private List<PublicIncident> last(Handle handle, PublicId component) {
        return incidents.of(handle, component, StatusBoard.LISTED_INCIDENTS);
    }

    /// `board` as it tells of `month`, which is over: what began then, and what its components were like.
    public Board month(YearMonth month, Board board) {
        var settings = board.settings();
        var began = Window.beginning(month.atDay(1), settings.zone());
        var ended = Window.beginning(month.plusMonths(1).atDay(1), settings.zone());
        return database.transact(handle -> {
            var states = readings.states().apply(handle, settings.monitors());
            var then = StatusBoard.assemble(
                    settings,
                    new ComponentStore.Page(board.pageId(), board.pageCreatedAt()),
                    components.identities(handle),
                    states,
                    readings.pasts().read(handle, states, new Window(began, ended), ended),
                    incidents.startedIn(handle, began, ended),
                    maintenances.begunIn(handle, began, ended),
                    handSets.since(handle, began),
                    Past.NONE,
                    Figures.NONE,
                    ended.minusMillis(1));
            return board.telling(then.components(), then.incidents(), then.maintenances());
        });
    }
}
