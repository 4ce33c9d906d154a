package dev.tocsin.incidents.rota;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The rows of `calendar_feed`.
final class CalendarStore {

    long insert(Handle handle, Calendars.Whose whose, byte[] hash, String by, Instant now) {
        return handle.createQuery("""
                        insert into calendar_feed (hash, kind, name, made_at, made_by)
                        values (:hash, :kind, :name, :now, :by)
                        returning id
                        """)
                .bind("hash", hash)
                .bind("kind", whose.kind().word())
                .bind("name", whose.name())
                .bind("now", now)
                .bind("by", by)
                .mapTo(Long.class)
                .one();
    }

    int countOpen(Handle handle) {
        return handle.createQuery("select count(*) from calendar_feed where revoked_at is null")
                .mapTo(Integer.class)
                .one();
    }

    Optional<Calendars.Feed> byHash(Handle handle, byte[] hash) {
        return handle.createQuery("""
                        select *
                          from calendar_feed
                         where hash = :hash
                           and revoked_at is null
                        """)
                .bind("hash", hash)
                .map((row, _) -> feed(row))
                .findOne();
    }

    List<Calendars.Feed> open(Handle handle) {
        return handle.createQuery("""
                        select *
                          from calendar_feed
                         where revoked_at is null
                         order by id
                        """).map((row, _) -> feed(row)).list();
    }

    boolean revoke(Handle handle, long id, String by, Instant now) {
        return handle.createUpdate("""
                                update calendar_feed
                                   set revoked_at = :now, revoked_by = :by
                                 where id = :id
                                   and revoked_at is null
                                """)
                        .bind("id", id)
                        .bind("by", by)
                        .bind("now", now)
                        .execute()
                == 1;
    }

    private static Calendars.Feed feed(ResultSet row) throws SQLException {
        return new Calendars.Feed(
                row.getLong("id"),
                new Calendars.Whose(Calendars.Kind.of(row.getString("kind")), row.getString("name")),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                row.getString("made_by"));
    }
}
