package dev.tocsin.incidents.inbound;

import dev.tocsin.incidents.IncidentId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The rows of `inbound_event`.
final class InboundEventStore {
    private static final int LONGEST_BODY = 64 * 1024;

    void insert(Handle handle, InboundEvents.Kept kept, String body) {
        var text = body.replace('\0', ' ');
        handle.createUpdate("""
                        insert into inbound_event (at, source, caller, key, action, body, outcome, incident_id)
                        values (:at, :source, :caller, :key, :action, :body, :outcome, :incident)
                        """)
                .bind("at", kept.at())
                .bind("source", kept.source())
                .bind("caller", kept.caller())
                .bind("key", kept.key())
                .bind("action", kept.action())
                .bind("body", text.substring(0, Math.min(text.length(), LONGEST_BODY)))
                .bind("outcome", kept.outcome())
                .bind("incident", kept.incident().map(IncidentId::value))
                .execute();
    }

    /// The newest first, those with a number below `before`.
    List<InboundEvents.Kept> page(Handle handle, long before, int limit) {
        return handle.createQuery("""
                        select *
                          from inbound_event
                         where id < :before
                         order by id desc
                         limit :limit
                        """)
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> new InboundEvents.Kept(
                        row.getLong("id"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("source"),
                        row.getString("caller"),
                        row.getString("key"),
                        row.getString("action"),
                        row.getString("outcome"),
                        Optional.ofNullable(row.getObject("incident_id", Long.class))
                                .map(IncidentId::new)))
                .list();
    }

    void dropOlder(Handle handle, Instant than) {
        handle.createUpdate("""
                        delete from inbound_event
                         where at < :than
                        """).bind("than", than).execute();
    }
}
