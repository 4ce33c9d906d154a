package dev.tocsin.incidents.paging;

import dev.tocsin.db.Database;
import dev.tocsin.incidents.Incident;
import dev.tocsin.incidents.IncidentStatus;
import dev.tocsin.incidents.Incidents;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Finds what the token of a link or of a reply's address stands for. Whoever holds it may answer that one incident for
/// that one responder, until a week after it is over.
public final class Summonses {
    private static final Duration KEPT_AFTER_RESOLVED = Duration.ofDays(7);

    private final Database database;
    private final InstantSource clock;
    private final Incidents incidents;
    private final PageStore store = new PageStore();

    public Summonses(Database database, InstantSource clock, Incidents incidents) {
        this.database = database;
        this.clock = clock;
        this.incidents = incidents;
    }

    public Optional<Summons> find(String token) {
        return database.transact(handle -> store.byToken(handle, token)
                .flatMap(page -> incidents
                        .find(handle, page.incident())
                        .filter(this::stillKept)
                        .map(incident -> new Summons(page, incident))));
    }

    private boolean stillKept(Incident incident) {
        return incident.status() != IncidentStatus.RESOLVED
                || incident.resolvedAt()
                        .filter(at -> at.plus(KEPT_AFTER_RESOLVED).isAfter(clock.instant()))
                        .isPresent();
    }
}
