package dev.tocsin.incidents.rota;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.incidents.oncall.OverrideSettings.Placed;
import dev.tocsin.incidents.oncall.ScheduleOverride.Origin;
import dev.tocsin.incidents.oncall.Window;
import dev.tocsin.monitor.inventory.Request;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The rows of `schedule_override`.
final class OverrideStore {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Which rows a list is to hold: of one schedule or of all, those that count or will, or all; before an id.
    record Filter(Optional<String> schedule, boolean openOnly, long before, int limit) {}

    /// Keeps it, unless one that says the same counts already: then empty, whoever else is at it at this moment.
    Optional<Long> insert(
            Handle handle, Placed placed, Window whole, String fingerprint, Optional<Request> request, Instant now) {
        return handle.createQuery("""
                        insert into schedule_override (schedule, kind, starts_at, ends_at, definition, reason, made_at,
                                                       made_by, fingerprint, request_key, request_fingerprint)
                        values (:schedule, :kind, :from, :to, cast(:definition as jsonb), :reason, :now,
                                :by, :fingerprint, :key, :requestFingerprint)
                        on conflict do nothing
                        returning id
                        """)
                .bind("schedule", placed.schedule())
                .bind("kind", OverrideJson.kind(placed.override()))
                .bind("from", whole.from())
                .bind("to", whole.to())
                .bind("definition", OverrideJson.write(placed.override()).toString())
                .bind("reason", placed.override().origin().reason())
                .bind("now", now)
                .bind("by", placed.override().origin().by())
                .bind("fingerprint", fingerprint)
                .bind("key", request.map(Request::key))
                .bind("requestFingerprint", request.map(Request::fingerprint))
                .mapTo(Long.class)
                .findOne();
    }

    Optional<Long> same(Handle handle, String fingerprint) {
        return handle.createQuery("""
                        select id
                          from schedule_override
                         where fingerprint = :fingerprint
                           and ended_at is null
                        """)
                .bind("fingerprint", fingerprint)
                .mapTo(Long.class)
                .findOne();
    }

    /// What a request with this key made, and the fingerprint of its body.
    record Answered(long id, String fingerprint) {}

    Optional<Answered> answered(Handle handle, Request request) {
        return handle.createQuery("""
                        select id, request_fingerprint
                          from schedule_override
                         where made_by = :caller
                           and request_key = :key
                        """)
                .bind("caller", request.caller())
                .bind("key", request.key())
                .map((row, _) -> new Answered(row.getLong("id"), row.getString("request_fingerprint")))
                .findOne();
    }

    int countOpen(Handle handle, String schedule, Instant now) {
        return handle.createQuery("""
                        select count(*)
                          from schedule_override
                         where schedule = :schedule
                           and ends_at > :now
                           and ended_at is null
                        """)
                .bind("schedule", schedule)
                .bind("now", now)
                .mapTo(Integer.class)
                .one();
    }

    /// A temporary schedule whose window overlaps `whole`. The lock lets only one be made at a time.
    Optional<Long> temporaryIn(Handle handle, String schedule, Window whole) {
        handle.execute("select pg_advisory_xact_lock(hashtext('schedule.temporary'))");
        return handle.createQuery("""
                        select min(id)
                          from schedule_override
                         where schedule = :schedule
                           and kind = 'temporary'
                           and ended_at is null
                           and starts_at < :to
                           and ends_at > :from
                        """)
                .bind("schedule", schedule)
                .bind("from", whole.from())
                .bind("to", whole.to())
                .mapTo(Long.class)
                .findOne();
    }

    Optional<KeptOverride> find(Handle handle, long id) {
        return handle.createQuery("""
                        select *
                          from schedule_override
                         where id = :id
                        """).bind("id", id).map((row, _) -> kept(row)).findOne();
    }

    boolean end(Handle handle, long id, String by, Instant now) {
        return handle.createUpdate("""
                                update schedule_override
                                   set ended_at = :now, ended_by = :by
                                 where id = :id
                                   and ended_at is null
                                   and ends_at > :now
                                """)
                        .bind("id", id)
                        .bind("by", by)
                        .bind("now", now)
                        .execute()
                == 1;
    }

    /// Everything that may count after `from`.
    List<KeptOverride> openAfter(Handle handle, Instant from) {
        return handle.createQuery("""
                        select *
                          from schedule_override
                         where ends_at > :from
                           and ended_at is null
                        """)
                .bind("from", from)
                .map((row, _) -> kept(row))
                .list();
    }

    /// Everything of one schedule that counted or may count after `from`, also what was taken back since.
    List<KeptOverride> countedAfter(Handle handle, String schedule, Instant from) {
        return handle.createQuery("""
                        select *
                          from schedule_override
                         where schedule = :schedule
                           and ends_at > :from
                           and (ended_at is null or ended_at > :from)
                        """)
                .bind("schedule", schedule)
                .bind("from", from)
                .map((row, _) -> kept(row))
                .list();
    }

    /// Newest first.
    List<KeptOverride> page(Handle handle, Filter filter, Instant now) {
        return handle.createQuery("""
                        select *
                          from schedule_override
                         where (cast(:schedule as text) is null or schedule = :schedule)
                           and (not :openOnly or (ends_at > :now and ended_at is null))
                           and id < :before
                         order by id desc
                         limit :limit
                        """)
                .bind("schedule", filter.schedule())
                .bind("openOnly", filter.openOnly())
                .bind("now", now)
                .bind("before", filter.before())
                .bind("limit", filter.limit())
                .map((row, _) -> kept(row))
                .list();
    }

    private static KeptOverride kept(ResultSet row) throws SQLException {
        var endedBy = Optional.ofNullable(row.getString("ended_by"));
        return new KeptOverride(
                row.getLong("id"),
                row.getString("schedule"),
                OverrideJson.read(
                        json(row.getString("definition")),
                        new Origin(row.getString("made_by"), row.getString("reason"))),
                new Window(instant(row, "starts_at"), instant(row, "ends_at")),
                instant(row, "made_at"),
                endedBy.isPresent()
                        ? Optional.of(new KeptOverride.Ending(instant(row, "ended_at"), endedBy.get()))
                        : Optional.empty());
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an override in the database is no JSON", impossible);
        }
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
