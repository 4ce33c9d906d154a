package dev.tocsin.monitor.inventory;

import dev.tocsin.monitor.Location;
import dev.tocsin.monitor.MonitorId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// Reads the rows of `observation`.
final class LookStore {

    List<PastLook> newest(Handle handle, MonitorId id, Instant before, int limit) {
        return handle.createQuery("""
                        select *
                          from observation
                         where monitor_id = :id
                           and at < :before
                         order by at desc
                         limit :limit
                        """)
                .bind("id", id.value())
                .bind("before", before)
                .bind("limit", limit)
                .map(LookStore::look)
                .list();
    }

    private static PastLook look(ResultSet row, StatementContext context) throws SQLException {
        var status = row.getInt("status");
        return new PastLook(
                row.getObject("at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getString("location"))
                        .map(Location::new)
                        .orElse(Location.HERE),
                row.getString("outcome"),
                row.getString("reason"),
                Duration.of(row.getLong("lateness_us"), ChronoUnit.MICROS),
                new PastLook.Phases(
                        phase(row, "resolve_us"),
                        phase(row, "connect_us"),
                        phase(row, "tls_us"),
                        phase(row, "request_us"),
                        phase(row, "first_byte_us"),
                        phase(row, "transfer_us"),
                        Duration.of(row.getLong("total_us"), ChronoUnit.MICROS)),
                status == 0 ? Optional.empty() : Optional.of(status),
                Optional.ofNullable(row.getString("evidence")));
    }

    private static Optional<Duration> phase(ResultSet row, String column) throws SQLException {
        var micros = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Duration.of(micros, ChronoUnit.MICROS));
    }
}
