package dev.tocsin.monitor.inventory;

import dev.tocsin.config.Secret;
import dev.tocsin.monitor.Hold;
import dev.tocsin.monitor.MonitorId;
import dev.tocsin.monitor.Owner;
import dev.tocsin.monitor.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// Reads `monitor` with what the API has made of it.
final class ItemStore {
    private static final String ITEM = """
            select monitor.id, monitor.name, owner, verdict, verdict_since, last_reason, last_looked_at, every_ms,
                   paused_at, paused_by, held_by, created_at, version, definition,
                   change.at as changed_at, change.actor as changed_by
              from monitor
              left join monitor_definition on monitor_id = monitor.id and owner = 'api'
              left join monitor_change change on change.id = version
            """;

    /// A name outweighs a number: somebody may have called a monitor 7.
    Optional<Item> find(Handle handle, String idOrName) {
        return handle.createQuery(ITEM + """
                         where retired_at is null
                           and (name = :key or cast(monitor.id as text) = :key)
                         order by name = :key desc
                         limit 1
                        """)
                .bind("key", idOrName)
                .map(ItemStore::item)
                .findOne();
    }

    Optional<Item> find(Handle handle, MonitorId id) {
        return handle.createQuery(ITEM + """
                         where retired_at is null
                           and monitor.id = :id
                        """)
                .bind("id", id.value())
                .map(ItemStore::item)
                .findOne();
    }

    List<Item> page(Handle handle, Filter filter, String after, int limit) {
        return handle.createQuery(ITEM + """
                         where retired_at is null
                           and name > :after
                           and (cast(:verdict as text) is null or verdict = :verdict)
                           and (cast(:owner as text) is null or owner = :owner)
                           and position(lower(:part) in lower(name)) > 0
                         order by name
                         limit :limit
                        """)
                .bind("after", after)
                .bind("verdict", filter.verdict().map(Enum::name))
                .bind("owner", filter.owner().map(Owner::word))
                .bind("part", filter.part())
                .bind("limit", limit)
                .map(ItemStore::item)
                .list();
    }

    private static Item item(ResultSet row, StatementContext context) throws SQLException {
        var pausedAt = instant(row, "paused_at");
        var changedAt = instant(row, "changed_at");
        return new Item(
                new MonitorId(row.getLong("id")),
                row.getString("name"),
                Owner.of(row.getString("owner")),
                Verdict.valueOf(row.getString("verdict")),
                instant(row, "verdict_since").orElseThrow(),
                row.getString("last_reason"),
                instant(row, "last_looked_at"),
                Duration.ofMillis(row.getLong("every_ms")),
                pausedAt.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Item.Pause(pausedAt.get(), row.getString("paused_by"))),
                Hold.parse(Optional.ofNullable(row.getString("held_by"))),
                instant(row, "created_at").orElseThrow(),
                changedAt.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Item.Made(
                                row.getLong("version"),
                                new Secret(row.getString("definition")),
                                changedAt.get(),
                                row.getString("changed_by"))));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
