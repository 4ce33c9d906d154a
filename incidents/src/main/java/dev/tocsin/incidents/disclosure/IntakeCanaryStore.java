package dev.tocsin.incidents.disclosure;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The rows of `intake_canary`.
final class IntakeCanaryStore {
    static final String DUE = """
            select from intake_canary
             where told_at is null
               and (due_at <= :now or back_at is not null)
            """;

    /// One whose fate is known and was not told.
    ///
    /// @param problem empty when all was well with it
    record Ended(String token, Instant sentAt, Optional<Instant> backAt, String problem) {}

    /// False where one was sent since `slot`, or another node is at it.
    boolean begin(Handle handle, Instant slot) {
        return handle.createQuery("""
                        select pg_try_advisory_xact_lock(hashtext('intake canary'))
                           and not exists (select from intake_canary where sent_at > :slot)
                        """).bind("slot", slot).mapTo(Boolean.class).one();
    }

    void insert(Handle handle, String token, Instant sentAt, Instant dueAt) {
        handle.createUpdate("insert into intake_canary (token, sent_at, due_at) values (:token, :sent, :due)")
                .bind("token", token)
                .bind("sent", sentAt)
                .bind("due", dueAt)
                .execute();
    }

    /// It could not be handed over.
    void refused(Handle handle, String token, String problem) {
        handle.createUpdate("update intake_canary set problem = :problem, due_at = sent_at where token = :token")
                .bind("token", token)
                .bind("problem", problem)
                .execute();
    }

    boolean back(Handle handle, String token, String problem, Instant at) {
        return handle.createUpdate("""
                                update intake_canary
                                   set back_at = :at, problem = :problem
                                 where token = :token
                                   and back_at is null
                                """)
                        .bind("token", token)
                        .bind("problem", problem)
                        .bind("at", at)
                        .execute()
                == 1;
    }

    List<Ended> ended(Handle handle, Instant now) {
        return handle.createQuery("""
                        select token, sent_at, back_at, problem
                          from intake_canary
                         where told_at is null
                           and (due_at <= :now or back_at is not null)
                         order by sent_at
                        """)
                .bind("now", now)
                .map((row, _) -> new Ended(
                        row.getString("token"),
                        row.getObject("sent_at", OffsetDateTime.class).toInstant(),
                        Optional.ofNullable(row.getObject("back_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant),
                        row.getString("problem")))
                .list();
    }

    void told(Handle handle, String token, Instant now) {
        handle.createUpdate("update intake_canary set told_at = :now where token = :token")
                .bind("token", token)
                .bind("now", now)
                .execute();
    }
}
