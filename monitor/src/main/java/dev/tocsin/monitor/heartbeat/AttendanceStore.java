package dev.tocsin.monitor.heartbeat;

import dev.tocsin.monitor.heartbeat.Absences.Presence;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jdbi.v3.core.Handle;

/// The rows of `attendance`.
final class AttendanceStore {

    /// Answers the number of the new row.
    long begin(Handle handle, Instant now) {
        return handle.createQuery("""
                        insert into attendance (began_at, until)
                        values (:now, :now)
                        returning id
                        """).bind("now", now).mapTo(Long.class).one();
    }

    /// False when the row is gone.
    boolean extend(Handle handle, long row, Instant now) {
        return handle.createUpdate("""
                                update attendance
                                   set until = greatest(until, :now)
                                 where id = :row
                                """).bind("row", row).bind("now", now).execute() == 1;
    }

    /// When nobody was there, as far as it matters to `history`, until `now`.
    Absences absences(Handle handle, History history, Instant now) {
        var from = history.calls().stream().findFirst().map(Call::at).orElse(now);
        var presences = handle.createQuery("""
                        select began_at, until
                          from attendance
                         where until >= :from
                         order by began_at
                        """)
                .bind("from", from)
                .map((row, _) -> new Presence(
                        row.getObject("began_at", OffsetDateTime.class).toInstant(),
                        row.getObject("until", OffsetDateTime.class).toInstant()))
                .list();
        return Absences.between(presences, now);
    }

    int dropBefore(Handle handle, Instant before) {
        return handle.createUpdate("delete from attendance where until < :before")
                .bind("before", before)
                .execute();
    }
}
