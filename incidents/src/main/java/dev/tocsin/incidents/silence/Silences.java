package dev.tocsin.incidents.silence;

import dev.tocsin.db.Database;
import dev.tocsin.incidents.Escalations;
import dev.tocsin.incidents.Incident;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Makes and ends silences. What they hold is looked at, opened and recorded like everything else; when they end, what
/// is still open pages.
public final class Silences {
    private static final Duration NOTICE = Duration.ofHours(1);

    private final Database database;
    private final InstantSource clock;
    private final Escalations escalations;
    private final SilenceStore store = new SilenceStore();

    public Silences(Database database, InstantSource clock, Escalations escalations) {
        this.database = database;
        this.clock = clock;
        this.escalations = escalations;
    }

    /// Holds what matches until `endsAt`, also what is open already and nobody has acknowledged.
    ///
    /// @param endsAt after now; not checked here
    public Silence make(Matchers matchers, String reason, String owner, Instant endsAt) {
        var now = clock.instant();
        return database.transact(handle -> {
            var silence = store.insert(handle, matchers, reason, owner, now, endsAt, noticeAt(now, endsAt));
            escalations.triggered(handle).stream()
                    .filter(incident -> silence.holds(incident, now))
                    .forEach(incident -> escalations.hasten(handle, incident.id(), now));
            return silence;
        });
    }

    /// An hour before the end, but not before three quarters are over.
    private static Instant noticeAt(Instant now, Instant endsAt) {
        var quarter = Duration.between(now, endsAt).dividedBy(4);
        return endsAt.minus(quarter.compareTo(NOTICE) < 0 ? quarter : NOTICE);
    }

    /// What it held and is still open pages now; false when it was over.
    public boolean end(long id, String by) {
        var now = clock.instant();
        return database.transact(handle -> {
            var silence = store.find(handle, id);
            if (silence.isEmpty() || !store.end(handle, id, by, now)) {
                return false;
            }
            var words = silence.get().words();
            escalations.triggered(handle).stream()
                    .filter(incident -> incident.heldBy().filter(words::equals).isPresent())
                    .forEach(incident -> escalations.hasten(handle, incident.id(), now));
            return true;
        });
    }

    /// What holds an incident now: of several the one that ends last.
    public Optional<Silence> holding(Handle handle, Incident incident, Instant now) {
        return store.counting(handle, now).stream()
                .filter(silence -> silence.holds(incident, now))
                .findFirst();
    }

    public Optional<Silence> find(Handle handle, long id) {
        return store.find(handle, id);
    }

    /// Those that count now.
    public List<Silence> counting(Handle handle) {
        return store.counting(handle, clock.instant());
    }

    /// All, the newest first, those with a number below `before`.
    public List<Silence> page(Handle handle, long before, int limit) {
        return store.page(handle, before, limit);
    }
}
