package dev.tocsin.app.schedule;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.quartz.TriggerKey;

/// What we read of Quartz's tables beside Quartz, and the one look at the database's own clock: see [ClockWatch].
final class TriggerStore {

    /// By the database's clock. Only to compare ours with it; nothing else may depend on it.
    Instant databaseTime(Handle handle) {
        return handle.createQuery("select clock_timestamp()")
                .mapTo(Instant.class)
                .one();
    }

    /// Whether a node other than `node` keeps the time of the database: it checks in every 2 s, by its own clock.
    boolean isAnotherInStep(Handle handle, String node, Instant databaseTime) {
        return handle.createQuery("""
                        select exists (
                            select 1
                              from qrtz_scheduler_state
                             where instance_name <> :node
                               and last_checkin_time between :from and :to
                        )
                        """)
                .bind("node", node)
                .bind("from", databaseTime.minus(ClockState.INTOLERABLE).toEpochMilli())
                .bind("to", databaseTime.plus(ClockState.NOTICEABLE).toEpochMilli())
                .mapTo(Boolean.class)
                .one();
    }

    /// Rounds that are due after `limit`: they were timed by a clock that has been set back since.
    List<TriggerKey> farAhead(Handle handle, Instant limit) {
        return handle.createQuery("""
                        select trigger_name, trigger_group
                          from qrtz_triggers
                         where trigger_group = :round
                           and next_fire_time > :limit
                        """)
                .bind("round", Timetable.ROUND)
                .bind("limit", limit.toEpochMilli())
                .map((row, _) -> new TriggerKey(row.getString("trigger_name"), row.getString("trigger_group")))
                .list();
    }
}
