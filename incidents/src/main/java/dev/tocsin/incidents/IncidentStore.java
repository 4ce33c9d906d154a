package dev.tocsin.incidents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The rows of `incident` and of their timelines.
final class IncidentStore {
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    /// What an incident is opened with.
    record Opening(
            String key,
            Optional<Long> monitorId,
            Optional<String> monitorName,
            String title,
            String summary,
            Severity severity,
            String policy,
            Instant beganAt,
            Instant openedAt,
            Optional<String> heldBy) {}

    /// Opens an incident whose first step is due at once, unless something holds it; empty when one with the same key
    /// is open.
    Optional<Incident> open(Handle handle, Opening opening) {
        // Two that open at once would choose the same lowest code; the lock makes them choose in turn.
        handle.execute("select pg_advisory_xact_lock(hashtext('incident.reply_code'))");
        return handle.createQuery("""
                        insert into incident (key, monitor_id, monitor_name, title, summary, severity, status, policy,
                                              began_at, opened_at, held_by, reply_code, escalate_at)
                        values (:key, :monitorId, :monitorName, :title, :summary, :severity, 'TRIGGERED', :policy,
                                :beganAt, :openedAt, :heldBy,
                                (select min(code)
                                   from (select 1 as code
                                         union all
                                         select reply_code + 1 from incident where status <> 'RESOLVED') candidate
                                  where not exists (select
                                                      from incident
                                                     where reply_code = code
                                                       and status <> 'RESOLVED')),
                                case when cast(:heldBy as text) is null then cast(:openedAt as timestamptz) end)
                        on conflict (key) where status <> 'RESOLVED' do nothing
                        returning *
                        """)
                .bind("key", opening.key())
                .bind("monitorId", opening.monitorId())
                .bind("monitorName", opening.monitorName())
                .bind("title", opening.title())
                .bind("summary", opening.summary())
                .bind("severity", opening.severity())
                .bind("policy", opening.policy())
                .bind("beganAt", opening.beganAt())
                .bind("openedAt", opening.openedAt())
                .bind("heldBy", opening.heldBy())
                .map((row, _) -> incident(row))
                .findOne();
    }

    Optional<Incident> find(Handle handle, IncidentId id) {
        return handle.createQuery("""
                        select *
                          from incident
                         where id = :id
                        """)
                .bind("id", id.value())
                .map((row, _) -> incident(row))
                .findOne();
    }

    /// The same, and nobody else changes it until the transaction ends.
    Optional<Incident> lock(Handle handle, IncidentId id) {
        return handle.createQuery("""
                        select *
                          from incident
                         where id = :id
                           for no key update
                        """)
                .bind("id", id.value())
                .map((row, _) -> incident(row))
                .findOne();
    }

    Optional<Incident> findOpen(Handle handle, String key) {
        return handle.createQuery("""
                        select *
                          from incident
                         where key = :key
                           and status <> 'RESOLVED'
                        """)
                .bind("key", key)
                .map((row, _) -> incident(row))
                .findOne();
    }

    Optional<Incident> findOpen(Handle handle, int replyCode) {
        return handle.createQuery("""
                        select *
                          from incident
                         where reply_code = :code
                           and status <> 'RESOLVED'
                        """)
                .bind("code", replyCode)
                .map((row, _) -> incident(row))
                .findOne();
    }

    int countOpen(Handle handle, Severity severity) {
        return handle.createQuery("""
                        select count(*)
                          from incident
                         where severity = :severity
                           and status <> 'RESOLVED'
                        """)
                .bind("severity", severity)
                .mapTo(Integer.class)
                .one();
    }

    boolean resolve(Handle handle, IncidentId id, String by, Instant at) {
        return handle.createUpdate("""
                                update incident
                                   set status = 'RESOLVED', escalate_at = null, held_by = null,
                                       triggers_again_at = null, flapping_until = null, resolved_at = :at,
                                       resolved_by = :by
                                 where id = :id
                                   and status <> 'RESOLVED'
                                """)
                        .bind("id", id.value())
                        .bind("by", by)
                        .bind("at", at)
                        .execute()
                == 1;
    }

    void record(Handle handle, IncidentId id, Instant at, IncidentEvent event) {
        handle.createUpdate("""
                        insert into incident_event (incident_id, at, kind, detail)
                        values (:id, :at, :kind, cast(:detail as jsonb))
                        """)
                .bind("id", id.value())
                .bind("at", at)
                .bind("kind", event.kind())
                .bind("detail", json(event))
                .execute();
    }

    List<Incidents.TimelineEntry> timeline(Handle handle, IncidentId id) {
        return handle.createQuery("""
                        select at, kind, detail
                          from incident_event
                         where incident_id = :id
                         order by id
                        """)
                .bind("id", id.value())
                .map((row, _) -> new Incidents.TimelineEntry(
                        instant(row, "at").orElseThrow(), row.getString("kind"), read(row.getString("detail"))))
                .list();
    }

    private static String json(IncidentEvent event) {
        try {
            // PostgreSQL's jsonb has no place for U+0000.
            return JSON.writeValueAsString(event).replace("\\u0000", "\\ufffd");
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException(event + " cannot be written as JSON", bug);
        }
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("the database answered no JSON: " + json, bug);
        }
    }

    static Incident incident(ResultSet row) throws SQLException {
        return new Incident(
                new IncidentId(row.getLong("id")),
                row.getString("key"),
                Optional.ofNullable(row.getString("monitor_name")),
                row.getString("title"),
                row.getString("summary"),
                Severity.valueOf(row.getString("severity")),
                IncidentStatus.valueOf(row.getString("status")),
                row.getString("policy"),
                instant(row, "began_at").orElseThrow(),
                instant(row, "opened_at").orElseThrow(),
                instant(row, "acknowledged_at"),
                Optional.ofNullable(row.getString("acknowledged_by")),
                instant(row, "resolved_at"),
                Optional.ofNullable(row.getString("resolved_by")),
                row.getInt("reply_code"),
                instant(row, "escalate_at"),
                row.getInt("escalation_step"),
                row.getInt("calls"),
                instant(row, "triggers_again_at"),
                Optional.ofNullable(row.getString("held_by")),
                row.getBoolean("drill"));
    }

    static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
