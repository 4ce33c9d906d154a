package dev.tocsin.monitor.posture.watch;

import dev.tocsin.monitor.MonitorId;
import dev.tocsin.monitor.PostureFacts.Leaf;
import dev.tocsin.monitor.posture.certificate.Renewal.Fingerprint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// The rows of `posture_certificate`.
final class CertificateStore {
    private static final int SHOWN = 100;

    /// A certificate that was there when all was last written has been there since, for nothing has changed.
    private static final String SHOWN_UNTIL = """
            select shown.*,
                   case when last_seen_at = written_at then looked_at else last_seen_at end as shown_until
              from posture_certificate shown
              join posture_target target on target.monitor_id = shown.monitor_id
            """;

    /// Those that were seen before, the newest first.
    List<Fingerprint> known(Handle handle, MonitorId id) {
        return history(handle, id).stream()
                .map(one -> new Fingerprint(one.sha256(), one.issuer(), one.key(), one.notAfter()))
                .toList();
    }

    void seen(Handle handle, MonitorId id, List<Leaf> leaves, Instant at) {
        for (var leaf : leaves) {
            handle.createUpdate("""
                            insert into posture_certificate (monitor_id, sha256, subject, issuer, key, sans, serial,
                                                             not_before, not_after, first_seen_at, last_seen_at,
                                                             addresses)
                            values (:id, :sha256, :subject, :issuer, :key, :sans, :serial,
                                    :notBefore, :notAfter, :at, :at, :addresses)
                            on conflict (monitor_id, sha256) do update
                               set last_seen_at = excluded.last_seen_at,
                                   addresses = excluded.addresses
                            """)
                    .bind("id", id.value())
                    .bind("sha256", leaf.sha256())
                    .bind("subject", leaf.subject())
                    .bind("issuer", leaf.issuer())
                    .bind("key", leaf.key())
                    .bindArray("sans", String.class, leaf.sans())
                    .bind("serial", leaf.serial())
                    .bind("notBefore", leaf.notBefore())
                    .bind("notAfter", leaf.notAfter())
                    .bind("at", at)
                    .bindArray("addresses", String.class, leaf.at())
                    .execute();
        }
    }

    List<PostureRecord.Certificate> history(Handle handle, MonitorId id) {
        return handle.createQuery(SHOWN_UNTIL + """
                         where shown.monitor_id = :id
                         order by first_seen_at desc, sha256
                         limit :most
                        """)
                .bind("id", id.value())
                .bind("most", SHOWN)
                .map((row, _) -> certificate(row))
                .list();
    }

    /// Those that each target showed last, also where the last look saw none.
    Map<MonitorId, List<PostureRecord.Certificate>> current(Handle handle) {
        var current = new HashMap<MonitorId, List<PostureRecord.Certificate>>();
        handle.createQuery(SHOWN_UNTIL + """
                         where last_seen_at = (select max(last_seen_at)
                                                 from posture_certificate
                                                where monitor_id = shown.monitor_id)
                        """)
                .map((row, _) -> Map.entry(new MonitorId(row.getLong("monitor_id")), certificate(row)))
                .forEach(entry -> current.computeIfAbsent(entry.getKey(), _ -> new ArrayList<>())
                        .add(entry.getValue()));
        return current;
    }

    /// Forgets what was last seen before then.
    void drop(Handle handle, Instant before) {
        handle.createUpdate("""
                        delete from posture_certificate
                         where last_seen_at < :before
                        """).bind("before", before).execute();
    }

    private static PostureRecord.Certificate certificate(ResultSet row) throws SQLException {
        return new PostureRecord.Certificate(
                row.getString("sha256"),
                row.getString("subject"),
                row.getString("issuer"),
                row.getString("key"),
                texts(row, "sans"),
                row.getString("serial"),
                instant(row, "not_before"),
                instant(row, "not_after"),
                instant(row, "first_seen_at"),
                instant(row, "shown_until"),
                texts(row, "addresses"));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
