package dev.tocsin.incidents;

import dev.tocsin.db.Database;
import java.time.InstantSource;
import java.util.Optional;

/// Incidents that are opened to see whether people are reached. They page as any other, by the same rows; all that
/// they send begins with DRILL, customers hear nothing of them, and they count in no response time.
public final class Drills {
    private static final String TITLE = "DRILL";

    private final Database database;
    private final InstantSource clock;
    private final Incidents incidents;
    private final DrillStore store = new DrillStore();

    public Drills(Database database, InstantSource clock, Incidents incidents) {
        this.database = database;
        this.clock = clock;
        this.incidents = incidents;
    }

    /// Opens one; empty while another drill of this policy is open. It pages until somebody answers or it is
    /// resolved.
    ///
    /// @param policy one of the settings
    public Optional<Incident> open(Severity severity, String policy, Actor by) {
        var now = clock.instant();
        var summary = "nothing is broken, acknowledge as you would if it were (%s wants to know who answers)"
                .formatted(by.name());
        var opening = new IncidentStore.Opening(
                "drill:" + policy,
                Optional.empty(),
                Optional.empty(),
                TITLE,
                summary,
                severity,
                policy,
                now,
                now,
                Optional.empty());
        return database.transact(handle -> incidents.begin(handle, opening).flatMap(incident -> {
            store.mark(handle, incident.id());
            return incidents.find(handle, incident.id());
        }));
    }
}
