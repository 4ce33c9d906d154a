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
               and (due_at <= :now
                    or answered_at is not null
                    or back_at is not null and (problem <> '' or not awaits_answer))
            """;

    /// One whose fate is known and was not told.
    ///
    /// @param answered whether its acknowledgement was found outside, or is not awaited there
    /// @param problem empty when all was well with it
    record Ended(String token, Instant sentAt, boolean back, boolean answered, String problem) {}

    /// False where one was sent since `slot`, or another node is at it.
    boolean begin(Handle handle, Instant slot) {
        return handle.createQuery("""
                        select pg_try_advisory_xact_lock(hashtext('intake canary'))
                           and not exists (select from intake_canary where sent_at > :slot)
                        """).bind("slot", slot).mapTo(Boolean.class).one();
    }

    void insert(Handle handle, String token, Instant sentAt, Instant dueAt, boolean awaitsAnswer) {
        handle.createUpdate("""
                        insert into intake_canary (token, sent_at, due_at, awaits_answer)
                        values (:token, :sent, :due, :awaits)
                        """)
                .bind("token", token)
                .bind("sent", sentAt)
                .bind("due", dueAt)
                .bind("awaits", awaitsAnswer)
                .execute();
    }

    /// It could not be handed over.
    void refused(Handle handle, String token, String problem) {
        handle.createUpdate("update intake_canary set problem = :problem, due_at = sent_at where token = :token")
                .bind("token", token)
                .bind("problem", problem)
                .execute();
    }

    /// It is here, for the first time: whether its acknowledgement is awaited outside. Empty when it was none, or was
    /// here before.
    Optional<Boolean> back(Handle handle, String token, String problem, Instant at) {
        return handle.createQuery("""
                        update intake_canary
                           set back_at = :at, problem = :problem
                         where token = :token
                           and back_at is null
                        returning awaits_answer
                        """)
                .bind("token", token)
                .bind("problem", problem)
                .bind("at", at)
                .mapTo(Boolean.class)
                .findOne();
    }

    /// Until `dueAt` its acknowledgement is awaited.
    void awaitAnswer(Handle handle, String token, Instant dueAt) {
        handle.createUpdate("update intake_canary set due_at = :due where token = :token")
                .bind("token", token)
                .bind("due", dueAt)
                .execute();
    }

    /// Those whose acknowledgement is awaited outside.
    List<String> awaited(Handle handle) {
        return handle.createQuery("""
                        select token
                          from intake_canary
                         where told_at is null
                           and awaits_answer
                           and back_at is not null
                           and answered_at is null
                           and problem = ''
                        """).mapTo(String.class).list();
    }

    void answered(Handle handle, String token, Instant at) {
        handle.createUpdate("update intake_canary set answered_at = :at where token = :token")
                .bind("token", token)
                .bind("at", at)
                .execute();
    }

    List<Ended> ended(Handle handle, Instant now) {
        return handle.createQuery("""
                        select token, sent_at, back_at is not null as back,
                               answered_at is not null or not awaits_answer as answered, problem
                          from intake_canary
                         where told_at is null
                           and (due_at <= :now
                                or answered_at is not null
                                or back_at is not null and (problem <> '' or not awaits_answer))
                         order by sent_at
                        """)
                .bind("now", now)
                .map((row, _) -> new Ended(
                        row.getString("token"),
                        row.getObject("sent_at", OffsetDateTime.class).toInstant(),
                        row.getBoolean("back"),
                        row.getBoolean("answered"),
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
