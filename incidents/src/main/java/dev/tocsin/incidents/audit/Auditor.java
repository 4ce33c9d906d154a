package dev.tocsin.incidents.audit;

import dev.tocsin.db.Database;
import dev.tocsin.incidents.Actor;
import dev.tocsin.incidents.Incidents;
import dev.tocsin.incidents.paging.PagingSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks over our own work once a minute, on one node at a time: what is due and was not done, and critical incidents
/// for which nobody was reached. What it finds is an incident for the catch-all's people, one of each kind, which
/// ends when it is over. Its own incidents are no business of it: an alarm about an alarm would never end.
///
/// What is written down first is that something is wrong; a process that dies before it reports is made up for by the
/// next audit, for it reports again.
public final class Auditor {
    private static final Logger log = LoggerFactory.getLogger(Auditor.class);
    private static final Actor SELF = new Actor("the auditor", "recovery");

    /// What has waited longer past its time is late. All that works looks for what is due every second.
    static final Duration LATE = Duration.ofSeconds(60);

    private final Database database;
    private final InstantSource clock;
    private final Incidents incidents;
    private final Instant begunAt;
    private final AuditStore store = new AuditStore();
    private final OverdueStore overdue;

    /// @param shards how many shards the monitors are hashed into
    public Auditor(Database database, InstantSource clock, Incidents incidents, int shards) {
        this.database = database;
        this.clock = clock;
        this.incidents = incidents;
        begunAt = clock.instant();
        overdue = new OverdueStore(shards);
    }

    /// Audits when it is time, and when no other node is at it. Not in the first minute of this process: what waited
    /// for its start is not late by anybody's fault. To be called every few seconds.
    public void auditDue() {
        var now = clock.instant();
        if (now.isBefore(begunAt.plus(Judgement.EVERY))) {
            return;
        }
        database.transact(handle -> store.claim(handle, now).map(before -> audit(handle, before, now)))
                .ifPresent(this::tell);
    }

    private Judgement audit(Handle handle, AuditStanding before, Instant now) {
        var reading = overdue.read(handle, now);
        var judgement = Judgement.of(reading, before.suspected(), store.open(handle), now);
        var proof = store.proof(handle, before.proof());
        store.write(handle, before, judgement, proof, now);
        return judgement;
    }

    /// Outside of the audit's transaction, for each incident opens in its own; both do nothing when it is so already.
    private void tell(Judgement judgement) {
        for (var finding : judgement.found()) {
            log.warn("audit: {}", finding.words());
            var kind = finding.kind();
            incidents.report(kind.key(), kind.title(), finding.words(), kind.severity(), PagingSettings.CATCH_ALL);
        }
        judgement.over().forEach(kind -> incidents.clear(kind.key(), SELF));
    }

    /// What the last audit found; empty before the first one was due.
    public AuditStanding standing() {
        return database.transact(store::read).orElseGet(Auditor::none);
    }

    private static AuditStanding none() {
        return new AuditStanding(Optional.empty(), false, Optional.empty(), Set.of(), List.of(), Optional.empty());
    }
}
