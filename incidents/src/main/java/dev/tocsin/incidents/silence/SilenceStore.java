package dev.tocsin.incidents.silence;

import dev.tocsin.incidents.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// The rows of `silence`.
final class SilenceStore {
    static final String NOTICE_DUE = """
            select from silence
             where notice_at <= :now
            """;

    Silence insert(
            Handle handle,
            Matchers matchers,
            String reason,
            String owner,
            Instant now,
            Instant endsAt,
            Instant noticeAt) {
        return handle.createQuery("""
                        insert into silence (monitor, key, policy, severities, reason, owner, began_at, ends_at,
                                             notice_at)
                        values (:monitor, :key, :policy, :severities, :reason, :owner, :now, :ends, :notice)
                        returning *
                        """)
                .bind("monitor", matchers.monitor())
                .bind("key", matchers.key())
                .bind("policy", matchers.policy())
                .bindArray(
                        "severities",
                        String.class,
                        matchers.severities().stream()
                                .map(Severity::name)
                                .sorted()
                                .toList())
                .bind("reason", reason)
                .bind("owner", owner)
                .bind("now", now)
                .bind("ends", endsAt)
                .bind("notice", noticeAt)
                .map((row, _) -> silence(row))
                .one();
    }

    Optional<Silence> find(Handle handle, long id) {
        return handle.createQuery("""
                        select *
                          from silence
                         where id = :id
                        """)
                .bind("id", id)
                .map((row, _) -> silence(row))
                .findOne();
    }

    /// Those that count, the last to end first.
    List<Silence> counting(Handle handle, Instant now) {
        return handle.createQuery("""
                        select *
                          from silence
                         where ended_at is null
                           and ends_at > :now
                         order by ends_at desc, id
                        """)
                .bind("now", now)
                .map((row, _) -> silence(row))
                .list();
    }

    /// All, the newest first, those with a number below `before`.
    List<Silence> page(Handle handle, long before, int limit) {
        return handle.createQuery("""
                        select *
                          from silence
                         where id < :before
                         order by id desc
                         limit :limit
                        """)
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> silence(row))
                .list();
    }

    /// False when it is over.
    boolean end(Handle handle, long id, String by, Instant now) {
        return handle.createUpdate("""
                                update silence
                                   set ended_at = :now, ended_by = :by, notice_at = null
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

    /// Those whose owner is to be told now that they end; each once.
    List<Silence> claimNotices(Handle handle, Instant now) {
        return handle.createQuery("""
                        with due as (
                            select id
                              from silence
                             where notice_at <= :now
                               for no key update skip locked
                        )
                        update silence
                           set notice_at = null
                          from due
                         where silence.id = due.id
                        returning silence.*
                        """)
                .bind("now", now)
                .map((row, _) -> silence(row))
                .list();
    }

    private static Silence silence(ResultSet row) throws SQLException {
        var severities = (String[]) row.getArray("severities").getArray();
        return new Silence(
                row.getLong("id"),
                new Matchers(
                        Optional.ofNullable(row.getString("monitor")),
                        Optional.ofNullable(row.getString("key")),
                        Optional.ofNullable(row.getString("policy")),
                        Arrays.stream(severities).map(Severity::valueOf).collect(Collectors.toSet())),
                row.getString("reason"),
                row.getString("owner"),
                instant(row, "began_at").orElseThrow(),
                instant(row, "ends_at").orElseThrow(),
                instant(row, "ended_at").map(at -> new Silence.Ending(at, by(row))));
    }

    private static String by(ResultSet row) {
        try {
            return row.getString("ended_by");
        } catch (SQLException fault) {
            throw new IllegalStateException("a silence that was ended does not say by whom", fault);
        }
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
