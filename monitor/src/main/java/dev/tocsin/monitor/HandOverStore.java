package dev.tocsin.monitor;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Who has taken which slots of the rows of `monitor`.
final class HandOverStore {

    /// Everybody who has taken slots.
    Set<UUID> claimants(Handle handle) {
        return handle.createQuery("""
                        select distinct claimed_by
                          from monitor
                         where claimed_by is not null
                        """).mapTo(UUID.class).set();
    }

    /// Puts back what `node` has taken: the schedule returns to the first slot after the last settled look, but
    /// not to one before `from`.
    void putBack(Handle handle, UUID node, Instant from) {
        handle.createUpdate("""
                        with taken as (
                            select id,
                                   extract(epoch from next_due_at - greatest(last_looked_at, :from)) * 1000 / every_ms
                                       as slots
                              from monitor
                             where claimed_by = :node
                               and retired_at is null
                             order by id
                               for no key update skip locked
                        )
                        update monitor
                           set next_due_at = next_due_at - interval '1 ms' * every_ms * greatest(0, floor(slots)),
                               claimed_by = null
                          from taken
                         where monitor.id = taken.id
                        """).bind("node", node).bind("from", from).execute();
    }
}
