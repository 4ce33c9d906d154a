package dev.tocsin.incidents.canary;

import dev.tocsin.incidents.delivery.Medium;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The rows of `canary_page`.
final class CanaryStore {
    static final String MISSED = """
            select from canary_page
             where due_at <= :now
               and read_at is null
               and missed_at is null
            """;

    /// One that did not come back.
    record Missed(String token, Medium medium, Instant sentAt) {}

    /// False where one was sent since `slot`, or another node is at it.
    boolean begin(Handle handle, Medium medium, Instant slot) {
        return handle.createQuery("""
                        select pg_try_advisory_xact_lock(hashtext('canary ' || :medium))
                           and not exists (
                               select from canary_page
                                where medium = :medium
                                  and sent_at >= :slot
                           )
                        """)
                .bind("medium", medium.word())
                .bind("slot", slot)
                .mapTo(Boolean.class)
                .one();
    }

    void insert(Handle handle, String token, Medium medium, Instant sentAt, Instant dueAt) {
        handle.createUpdate("""
                        insert into canary_page (token, medium, sent_at, due_at)
                        values (:token, :medium, :sent, :due)
                        """)
                .bind("token", token)
                .bind("medium", medium.word())
                .bind("sent", sentAt)
                .bind("due", dueAt)
                .execute();
    }

    /// The channel that is proven by it; empty when it is none of ours, or was back before.
    Optional<Medium> read(Handle handle, String token, Instant now) {
        return handle.createQuery("""
                        update canary_page
                           set read_at = :now
                         where token = :token
                           and read_at is null
                        returning medium
                        """)
                .bind("token", token)
                .bind("now", now)
                .map((row, _) -> medium(row.getString("medium")))
                .findOne();
    }

    boolean known(Handle handle, String token) {
        return handle.createQuery("select exists (select from canary_page where token = :token)")
                .bind("token", token)
                .mapTo(Boolean.class)
                .one();
    }

    List<Missed> missed(Handle handle, Instant now) {
        return handle.createQuery("""
                        select token, medium, sent_at
                          from canary_page
                         where due_at <= :now
                           and read_at is null
                           and missed_at is null
                         order by sent_at
                        """)
                .bind("now", now)
                .map((row, _) -> new Missed(
                        row.getString("token"),
                        medium(row.getString("medium")),
                        row.getObject("sent_at", java.time.OffsetDateTime.class).toInstant()))
                .list();
    }

    void noteMissed(Handle handle, String token, Instant now) {
        handle.createUpdate("update canary_page set missed_at = :now where token = :token and missed_at is null")
                .bind("token", token)
                .bind("now", now)
                .execute();
    }

    private static Medium medium(String word) {
        return Medium.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
