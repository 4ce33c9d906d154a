package dev.tocsin.statuspage;

import static dev.tocsin.statuspage.Rows.id;
import static dev.tocsin.statuspage.Rows.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The rows of `component_hand_set`. At no time do two count for one component.
final class HandSetStore {

    void insert(Handle handle, HandSet set) {
        handle.createUpdate("""
                        insert into component_hand_set (component_id, status, reason, actor, began_at, ends_at)
                        values (:component, :status, :reason, :by, :began, :ends)
                        """)
                .bind("component", set.component().value())
                .bind("status", set.status().word())
                .bind("reason", set.reason())
                .bind("by", set.by())
                .bind("began", set.began())
                .bind("ends", set.ends())
                .execute();
    }

    /// False when none counted.
    boolean end(Handle handle, PublicId component, Instant now) {
        return handle.createUpdate("""
                                update component_hand_set
                                   set ends_at = :now
                                 where component_id = :component
                                   and ends_at > :now
                                """)
                        .bind("component", component.value())
                        .bind("now", now)
                        .execute()
                > 0;
    }

    /// All that counted at any time since `from`, in their order.
    List<HandSet> since(Handle handle, Instant from) {
        return handle.createQuery("""
                        select *
                          from component_hand_set
                         where ends_at > :from
                           and ends_at > began_at
                         order by component_id, began_at
                        """)
                .bind("from", from)
                .map((row, _) -> set(row))
                .list();
    }

    Optional<HandSet> counting(Handle handle, PublicId component, Instant now) {
        return handle.createQuery("""
                        select *
                          from component_hand_set
                         where component_id = :component
                           and began_at <= :now
                           and ends_at > :now
                        """)
                .bind("component", component.value())
                .bind("now", now)
                .map((row, _) -> set(row))
                .findOne();
    }

    private static HandSet set(ResultSet row) throws SQLException {
        return new HandSet(
                id(row, "component_id"),
                ComponentStatus.named(row.getString("status")),
                row.getString("reason"),
                row.getString("actor"),
                instant(row, "began_at").orElseThrow(),
                instant(row, "ends_at").orElseThrow());
    }
}
