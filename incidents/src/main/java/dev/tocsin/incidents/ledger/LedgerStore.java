package dev.tocsin.incidents.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The rows of `ledger`, and what they seal.
final class LedgerStore {
    static final String UNSEALED = """
            select from incident_event
             where salt is null
            """;

    /// False while another node seals.
    boolean lock(Handle handle) {
        return handle.createQuery("select pg_try_advisory_xact_lock(hashtext('ledger'))")
                .mapTo(Boolean.class)
                .one();
    }

    Optional<Seal> last(Handle handle) {
        return handle.createQuery("""
                        select *
                          from ledger
                         order by position desc
                         limit 1
                        """).map((row, _) -> seal(row)).findOne();
    }

    List<Seal.Line> unsealed(Handle handle, int limit) {
        return handle.createQuery("""
                        select id, incident_id, at, kind, detail
                          from incident_event
                         where salt is null
                         order by id
                         limit :limit
                           for no key update
                        """)
                .bind("limit", limit)
                .map((row, _) -> new Seal.Line(
                        row.getLong("id"),
                        row.getLong("incident_id"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("kind"),
                        row.getString("detail")))
                .list();
    }

    void append(Handle handle, List<Seal> seals, List<String> salts) {
        var lines = handle.prepareBatch("""
                insert into ledger (position, event_id, incident_id, at, kind, digest, hash)
                values (:position, :event, :incident, :at, :kind, :digest, :hash)
                """);
        var sealed = handle.prepareBatch("""
                update incident_event
                   set salt = :salt
                 where id = :event
                """);
        for (var i = 0; i < seals.size(); i++) {
            var seal = seals.get(i);
            lines.bind("position", seal.position())
                    .bind("event", seal.event())
                    .bind("incident", seal.incident())
                    .bind("at", seal.at())
                    .bind("kind", seal.kind())
                    .bind("digest", seal.digest())
                    .bind("hash", seal.hash())
                    .add();
            sealed.bind("salt", salts.get(i)).bind("event", seal.event()).add();
        }
        lines.execute();
        sealed.execute();
    }

    /// A link, and what it seals as that stands now; `salt` is empty where a person was erased from it.
    record Sealed(Seal seal, Optional<String> detail, String salt) {}

    /// Those after `position`, in order.
    List<Sealed> after(Handle handle, long position, int limit) {
        return handle.createQuery("""
                        select ledger.*, detail, salt
                          from ledger
                          left join incident_event on incident_event.id = event_id
                                                  and incident_event.incident_id = ledger.incident_id
                                                  and incident_event.at = ledger.at
                                                  and incident_event.kind = ledger.kind
                         where position > :position
                         order by position
                         limit :limit
                        """)
                .bind("position", position)
                .bind("limit", limit)
                .map((row, _) -> new Sealed(
                        seal(row),
                        Optional.ofNullable(row.getString("detail")),
                        Optional.ofNullable(row.getString("salt")).orElse("")))
                .list();
    }

    private static Seal seal(ResultSet row) throws SQLException {
        return new Seal(
                row.getLong("position"),
                row.getLong("event_id"),
                row.getLong("incident_id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("kind"),
                row.getString("digest"),
                row.getString("hash"));
    }
}
