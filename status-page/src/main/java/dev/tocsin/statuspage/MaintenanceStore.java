package dev.tocsin.statuspage;

import static dev.tocsin.statuspage.Rows.id;
import static dev.tocsin.statuspage.Rows.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The SQL of announced maintenance: its times. What is said of it stands with the incidents.
final class MaintenanceStore {
    static final String DUE = """
            select from maintenance
              join public_incident using (id)
             where maintenance.ended_at is null
               and published_at is not null
               and (remind_at <= :now and status = 'scheduled'
                    or by_clock and status = 'scheduled' and scheduled_for <= :now
                    or by_clock and status in ('in_progress', 'verifying') and scheduled_until <= :now)
            """;
    private static final String JOINED = """
            select *
              from maintenance
              join public_incident using (id)
            """;

    void insert(Handle handle, PublicId id, MaintenancePlan plan, Optional<Instant> remindAt) {
        handle.createUpdate("""
                        insert into maintenance (id, scheduled_for, scheduled_until, by_clock, expected, remind_at,
                                                 series_id, occurrence)
                        values (:id, :from, :until, :byClock, :expected, :remindAt, :series, :occurrence)
                        """)
                .bind("id", id.value())
                .bind("from", plan.from())
                .bind("until", plan.until())
                .bind("byClock", plan.byClock())
                .bind("expected", plan.expected().word())
                .bind("remindAt", remindAt)
                .bind("series", plan.series().map(PublicId::value))
                .bind("occurrence", plan.series().map(_ -> plan.from()))
                .execute();
    }

    /// False when it has ended.
    boolean move(Handle handle, PublicId id, Instant from, Instant until, Optional<Instant> remindAt) {
        return handle.createUpdate("""
                                update maintenance
                                   set scheduled_for = :from, scheduled_until = :until, remind_at = :remindAt,
                                       sequence = sequence + 1, overdue_told_at = null
                                 where id = :id
                                   and ended_at is null
                                """)
                        .bind("id", id.value())
                        .bind("from", from)
                        .bind("until", until)
                        .bind("remindAt", remindAt)
                        .execute()
                == 1;
    }

    /// Notes what the phase `to` means for its times.
    void turn(Handle handle, PublicId id, Phase to, Instant at) {
        handle.createUpdate("""
                        update maintenance
                           set began_at = case when :begins then coalesce(began_at, :at) else began_at end,
                               ended_at = case when :ends then coalesce(ended_at, :at) end,
                               remind_at = case when :to = 'scheduled' then remind_at end,
                               sequence = case when :to = 'cancelled' then sequence + 1 else sequence end
                         where id = :id
                        """)
                .bind("id", id.value())
                .bind("to", to.word())
                .bind("begins", to.isUnderWay() || to == Phase.COMPLETED)
                .bind("ends", !to.isOpen())
                .bind("at", at)
                .execute();
    }

    /// Those that the clock begins or ends now, the oldest first.
    List<PublicId> dueToTurn(Handle handle, Instant now) {
        return handle.createQuery("""
                        select id
                          from maintenance
                          join public_incident using (id)
                         where by_clock
                           and published_at is not null
                           and (status = 'scheduled' and scheduled_for <= :now
                                or status in ('in_progress', 'verifying') and scheduled_until <= :now)
                         order by scheduled_for, id
                        """)
                .bind("now", now)
                .map((row, _) -> id(row, "id"))
                .list();
    }

    List<PublicId> dueToRemind(Handle handle, Instant now) {
        return handle.createQuery("""
                        select id
                          from maintenance
                          join public_incident using (id)
                         where remind_at <= :now
                           and status = 'scheduled'
                           and published_at is not null
                         order by remind_at, id
                        """)
                .bind("now", now)
                .map((row, _) -> id(row, "id"))
                .list();
    }

    void remindNext(Handle handle, PublicId id, Optional<Instant> at) {
        handle.createUpdate("update maintenance set remind_at = :at where id = :id")
                .bind("id", id.value())
                .bind("at", at)
                .execute();
    }

    /// Those that a person should have ended, and was not told of; they are noted as told.
    List<PublicId> overdue(Handle handle, Instant now) {
        return handle.createQuery("""
                        update maintenance
                           set overdue_told_at = :now
                         where overdue_told_at is null
                           and not by_clock
                           and began_at is not null
                           and ended_at is null
                           and scheduled_until <= :now
                        returning id
                        """)
                .bind("now", now)
                .map((row, _) -> id(row, "id"))
                .list();
    }

    /// What customers read of: all that is to come or at work, and what ended since `from`.
    List<Maintenance> shown(Handle handle, Instant from, int least) {
        return read(handle, JOINED + """
                 where published_at is not null
                   and (ended_at is null
                        or ended_at >= :from
                        or id in (select id from maintenance order by scheduled_for desc, id limit :least))
                 order by scheduled_for desc, id
                """, Map.of("from", from, "least", least));
    }

    /// What is over and was to begin, or began, from `from` on and before `to`.
    List<Maintenance> begunIn(Handle handle, Instant from, Instant to) {
        return read(handle, JOINED + """
                 where published_at is not null
                   and ended_at is not null
                   and coalesce(began_at, scheduled_for) >= :from
                   and coalesce(began_at, scheduled_for) < :to
                 order by scheduled_for desc, id
                """, Map.of("from", from, "to", to));
    }

    /// The newest first, also those of which nobody has read.
    List<Maintenance> page(Handle handle, boolean openOnly, Instant before, int limit) {
        return read(handle, JOINED + """
                 where scheduled_for < :before
                   and (not :openOnly or ended_at is null)
                 order by scheduled_for desc, id
                 limit :limit
                """, Map.of("before", before, "openOnly", openOnly, "limit", limit));
    }

    Optional<Maintenance> find(Handle handle, PublicId id) {
        return read(handle, JOINED + " where id = :id", Map.of("id", id.value())).stream()
                .findFirst();
    }

    /// Those of `ids` that were published, in no order.
    List<Maintenance> published(Handle handle, Collection<PublicId> ids) {
        return read(
                handle,
                JOINED + " where id = any (:ids) and published_at is not null",
                Map.of("ids", Rows.values(ids).toArray(String[]::new)));
    }

    private static List<Maintenance> read(Handle handle, String sql, Map<String, ?> binds) {
        var bare = handle.createQuery(sql)
                .bindMap(binds)
                .map((row, _) -> maintenance(row))
                .list();
        var said = PublicIncidentStore.said(
                handle, bare.stream().map(Maintenance::id).toList());
        return bare.stream()
                .map(one -> new Maintenance(
                        one.id(),
                        one.name(),
                        one.phase(),
                        one.from(),
                        one.until(),
                        one.byClock(),
                        one.expected(),
                        one.beganAt(),
                        one.endedAt(),
                        one.sequence(),
                        one.createdAt(),
                        one.updatedAt(),
                        said.components(one.id()),
                        said.updates(one.id()),
                        one.nextUpdateBy()))
                .toList();
    }

    private static Maintenance maintenance(ResultSet row) throws SQLException {
        return new Maintenance(
                id(row, "id"),
                row.getString("name"),
                Phase.of(row.getString("status")),
                instant(row, "scheduled_for").orElseThrow(),
                instant(row, "scheduled_until").orElseThrow(),
                row.getBoolean("by_clock"),
                ComponentStatus.named(row.getString("expected")),
                instant(row, "began_at"),
                instant(row, "ended_at"),
                row.getInt("sequence"),
                instant(row, "created_at").orElseThrow(),
                instant(row, "updated_at").orElseThrow(),
                List.of(),
                List.of(),
                instant(row, "next_update_by"));
    }
}
