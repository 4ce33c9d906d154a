package dev.tocsin.incidents.silence;

import dev.tocsin.incidents.delivery.Medium;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/// Reads what was hidden from people, and keeps the weeks of which that was told.
final class HiddenStore {

    /// False when it was told of this week already.
    boolean begin(Handle handle, LocalDate week, Instant now) {
        return handle.createUpdate("""
                                insert into hidden_digest (week, told_at)
                                values (:week, :now)
                                on conflict do nothing
                                """).bind("week", week).bind("now", now).execute() == 1;
    }

    List<Hidden.Hold> holds(Handle handle, Instant from, Instant to) {
        return handle.createQuery("""
                        select detail ->> 'because' as because, count(distinct incident_id) as incidents, max(at) as last
                          from incident_event
                          join incident on incident.id = incident_id
                         where kind = 'held'
                           and at >= :from
                           and at < :to
                           and (resolved_at is null or resolved_at >= :from)
                         group by because
                         order by incidents desc, because
                        """)
                .bind("from", from)
                .bind("to", to)
                .map((row, _) -> new Hidden.Hold(
                        row.getString("because"),
                        row.getLong("incidents"),
                        row.getObject("last", OffsetDateTime.class).toInstant()))
                .list();
    }

    List<Hidden.Stopped> stopped(Handle handle) {
        return handle.createQuery("""
                        select medium, address, stop_reason
                          from contact
                         where stopped_at is not null
                         order by medium, address
                        """)
                .map((row, _) -> new Hidden.Stopped(
                        Medium.valueOf(row.getString("medium").toUpperCase(Locale.ROOT)),
                        row.getString("address"),
                        row.getString("stop_reason")))
                .list();
    }
}
