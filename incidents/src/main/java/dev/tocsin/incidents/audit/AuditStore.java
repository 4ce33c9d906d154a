package dev.tocsin.incidents.audit;

import dev.tocsin.incidents.audit.AuditStanding.Proof;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// The row of `self_audit`, and the incidents that came of it.
final class AuditStore {

    /// How many of the newest incidents are asked for a proof.
    private static final int PROVING = 200;

    /// What stands there, locked until the transaction ends; empty when another node is at it, or when it is not due.
    /// A time further ahead than any we write was written by a clock that has been set back since.
    Optional<AuditStanding> claim(Handle handle, Instant now) {
        var alone = handle.createQuery("select pg_try_advisory_xact_lock(hashtext('self_audit'))")
                .mapTo(Boolean.class)
                .one();
        if (!alone) {
            return Optional.empty();
        }
        handle.createUpdate("""
                        insert into self_audit (due_at)
                        values (:now)
                        on conflict (one) do nothing
                        """).bind("now", now).execute();
        return handle.createQuery("""
                        select *
                          from self_audit
                         where due_at <= :now
                            or due_at > :latest
                        """)
                .bind("now", now)
                .bind("latest", now.plus(Judgement.EVERY).plus(Judgement.EVERY))
                .map((row, _) -> standing(row))
                .findOne();
    }

    Optional<AuditStanding> read(Handle handle) {
        return handle.createQuery("select * from self_audit")
                .map((row, _) -> standing(row))
                .findOne();
    }

    void write(Handle handle, AuditStanding before, Judgement judgement, Optional<Proof> proof, Instant now) {
        handle.createUpdate("""
                        update self_audit
                           set due_at = :due, at = :now, passed = :passed, failing_since = :since,
                               suspected = :suspected, found = :found, proven_at = :provenAt, proven_by = :provenBy
                        """)
                .bind("due", judgement.dueAt())
                .bind("now", now)
                .bind("passed", judgement.passed())
                .bind(
                        "since",
                        judgement.passed()
                                ? Optional.<Instant>empty()
                                : before.failingSince().or(() -> Optional.of(now)))
                .bindArray(
                        "suspected",
                        String.class,
                        judgement.suspected().stream().map(Kind::word).sorted().toList())
                .bindArray(
                        "found",
                        String.class,
                        judgement.found().stream().map(Judgement.Finding::words).toList())
                .bind("provenAt", proof.map(Proof::at))
                .bind("provenBy", proof.map(Proof::by).orElse(""))
                .execute();
    }

    /// The kinds of which an incident is open.
    Set<Kind> open(Handle handle) {
        return handle
                .createQuery("""
                        select key
                          from incident
                         where key = any (:keys)
                           and status <> 'RESOLVED'
                        """)
                .bindArray(
                        "keys",
                        String.class,
                        Arrays.stream(Kind.values()).map(Kind::key).toList())
                .mapTo(String.class)
                .list()
                .stream()
                .map(AuditStore::kind)
                .collect(Collectors.toSet());
    }

    /// The newest page that a carrier delivered or a person answered, among the newest incidents; `known` where there
    /// is no newer one.
    Optional<Proof> proof(Handle handle, Optional<Proof> known) {
        return handle.createQuery("""
                        with newest as (
                            select id, acknowledged_at, acknowledged_by
                              from incident
                             order by id desc
                             limit :limit
                        )
                        select at, how
                          from (select acknowledged_at as at, acknowledged_by || ' answered #' || id as how
                                  from newest
                                 where acknowledged_at is not null
                                   and exists (select from page where incident_id = newest.id)
                                 union all
                                select delivery.settled_at,
                                       page.medium || ' to ' || page.responder || ' for #' || newest.id || ' arrived'
                                  from newest
                                  join page on page.incident_id = newest.id
                                  join delivery on delivery.id = page.delivery_id
                                 where delivery.state = 'delivered'
                                   and page.medium <> 'webhook') proofs
                         where at is not null
                         order by at desc
                         limit 1
                        """)
                .bind("limit", PROVING)
                .map((row, _) -> new Proof(instant(row, "at").orElseThrow(), row.getString("how")))
                .findOne()
                .filter(newer -> known.map(old -> newer.at().isAfter(old.at())).orElse(true))
                .or(() -> known);
    }

    private static AuditStanding standing(ResultSet row) throws SQLException {
        var provenBy = row.getString("proven_by");
        return new AuditStanding(
                instant(row, "at"),
                row.getBoolean("passed"),
                instant(row, "failing_since"),
                texts(row.getArray("suspected")).stream().map(AuditStore::kind).collect(Collectors.toSet()),
                texts(row.getArray("found")),
                instant(row, "proven_at").map(at -> new Proof(at, provenBy)));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private static Kind kind(String word) {
        return Kind.valueOf(word.replace("audit:", "").toUpperCase(Locale.ROOT));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
