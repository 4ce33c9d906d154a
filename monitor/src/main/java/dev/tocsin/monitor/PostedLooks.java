package dev.tocsin.monitor;

import dev.tocsin.db.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes in what agents saw. The same look may come again, because the answer to the first time was lost, and is
/// then known; and it may come late, because the agent was cut off. A late one is recorded and counts in the vote
/// of its location, but only what was heard in time makes verdicts: nobody is paged for the past, and the ledger is
/// not rewritten.
public final class PostedLooks {
    private static final Logger log = LoggerFactory.getLogger(PostedLooks.class);
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(5);

    private final Database database;
    private final Monitors monitors;
    private final Votes votes;
    private final InstantSource clock;
    private final PostedObservationStore store = new PostedObservationStore();

    /// What became of looks: `kept` now, `known` from before, `refused` for ever, the first of these because of
    /// `reason`.
    public record Receipt(int kept, int known, int refused, String reason) {

        private Receipt plus(Receipt other) {
            return new Receipt(
                    kept + other.kept,
                    known + other.known,
                    refused + other.refused,
                    reason.isEmpty() ? other.reason : reason);
        }
    }

    private static final Receipt NONE = new Receipt(0, 0, 0, "");

    public PostedLooks(Database database, Monitors monitors, Votes votes, InstantSource clock) {
        this.database = database;
        this.monitors = monitors;
        this.votes = votes;
        this.clock = clock;
    }

    /// Settles what `location` saw; when this returns it is committed. Waits for the database only.
    /// @throws RuntimeException when the database is away; the same looks may be posted again
    public Receipt receive(Location location, List<PostedLook> posted) {
        var ids = new HashMap<String, MonitorId>();
        monitors.definitions().forEach((id, monitor) -> {
            if (monitor.vantage().holds(location)) {
                ids.put(monitor.name(), id);
            }
        });
        var looks = new ArrayList<Look>();
        var refused = NONE;
        var latest = clock.instant().plus(CLOCKS_DIFFER);
        for (var look : posted) {
            var id = ids.get(look.monitor());
            if (id == null) {
                refused = refused.plus(refused(look.monitor() + " is not looked at from there"));
            } else if (look.seen().evidence().at().isAfter(latest)) {
                refused = refused.plus(refused("a look at " + look.monitor() + " lies in the future: mind the clock"));
            } else {
                looks.add(new Look(id, look.lateness(), look.seen()));
            }
        }
        return looks.isEmpty() ? refused : refused.plus(settle(location, looks));
    }

    private Receipt settle(Location location, List<Look> looks) {
        try {
            return database.transact(handle -> {
                var oldest = store.oldestKept(handle).orElse(Instant.MAX);
                var kept = looks.stream()
                        .filter(look -> !look.seen().evidence().at().isBefore(oldest))
                        .toList();
                votes.settle(handle, location, kept);
                var known = store.known(handle, location, kept);
                store.insert(handle, location, kept);
                var tooOld = looks.size() - kept.size();
                return new Receipt(
                        kept.size() - known, known, tooOld, tooOld == 0 ? "" : "looks older than those that are kept");
            });
        } catch (RuntimeException fault) {
            if (Database.isUnavailable(fault)) {
                throw fault;
            }
            if (looks.size() == 1) {
                log.error("a look from {} cannot be settled and is left out", location.name(), fault);
                return refused("a look that cannot be settled; the server's log says why");
            }
            // One look that the database refuses must not hold back the others.
            return looks.stream().map(look -> settle(location, List.of(look))).reduce(NONE, Receipt::plus);
        }
    }

    private static Receipt refused(String reason) {
        return new Receipt(0, 0, 1, reason);
    }
}
