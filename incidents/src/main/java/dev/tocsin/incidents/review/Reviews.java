package dev.tocsin.incidents.review;

import dev.tocsin.db.Database;
import dev.tocsin.incidents.IncidentId;
import dev.tocsin.incidents.Incidents;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Keeps what is learnt from incidents.
public final class Reviews {
    private final Database database;
    private final InstantSource clock;
    private final Incidents incidents;
    private final ReviewStore store = new ReviewStore();

    /// What became of a writing.
    public sealed interface Written {
        record Done(Review review) implements Written {}

        /// Somebody else has written since: version `current` stands there, 0 where none does.
        record Outdated(int current) implements Written {}

        record NoSuchIncident() implements Written {}
    }

    /// Something that somebody still has to do, and the incident that taught it.
    public record OpenAction(IncidentId incident, Review.Action action) {}

    public Reviews(Database database, InstantSource clock, Incidents incidents) {
        this.database = database;
        this.clock = clock;
        this.incidents = incidents;
    }

    /// Writes a review over version `replaces`, or the first one where that is 0.
    public Written write(IncidentId id, int replaces, Review.Text text, List<Review.Action> actions, String by) {
        var now = clock.instant();
        return database.transact(handle -> {
            if (incidents.find(handle, id).isEmpty()) {
                return new Written.NoSuchIncident();
            }
            if (!store.write(handle, id, replaces, text, now, by)) {
                return new Written.Outdated(
                        store.find(handle, id).map(Review::version).orElse(0));
            }
            store.writeActions(handle, id, actions);
            return new Written.Done(store.find(handle, id).orElseThrow());
        });
    }

    public Optional<Review> find(Handle handle, IncidentId id) {
        return store.find(handle, id);
    }

    /// What is not done, of all reviews, the most urgent first, `limit` at most.
    public List<OpenAction> open(Handle handle, int limit) {
        return store.open(handle, limit);
    }
}
