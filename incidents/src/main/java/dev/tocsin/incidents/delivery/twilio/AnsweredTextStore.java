package dev.tocsin.incidents.delivery.twilio;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The rows of `answered_text`.
final class AnsweredTextStore {
    private static final Duration REMEMBERED = Duration.ofDays(1);

    /// A message that was acted on.
    record Answered(Optional<String> answer) {}

    Optional<Answered> find(Handle handle, String providerId) {
        return handle.createQuery("""
                        select answer
                          from answered_text
                         where provider_id = :providerId
                        """)
                .bind("providerId", providerId)
                .map((row, _) -> new Answered(Optional.ofNullable(row.getString("answer"))))
                .findOne();
    }

    void keep(Handle handle, String providerId, Optional<String> answer, Instant at) {
        handle.createUpdate("delete from answered_text where at < :before")
                .bind("before", at.minus(REMEMBERED))
                .execute();
        handle.createUpdate("""
                        insert into answered_text (provider_id, at, answer)
                        values (:providerId, :at, :answer)
                        on conflict do nothing
                        """)
                .bind("providerId", providerId)
                .bind("at", at)
                // PostgreSQL keeps no such character, and no telephone shows one.
                .bind("answer", answer.map(text -> text.replace('\u0000', ' ')))
                .execute();
    }
}
