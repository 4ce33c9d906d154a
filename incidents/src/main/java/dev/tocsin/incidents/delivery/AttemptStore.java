package dev.tocsin.incidents.delivery;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The rows of `delivery_attempt`.
final class AttemptStore {

    /// Adds a line to what is known of a delivery; `attempt` is 0 for a carrier's receipt.
    void record(
            Handle handle,
            DeliveryId id,
            Instant at,
            int attempt,
            String provider,
            Optional<String> providerId,
            DeliveryState state,
            String reason) {
        handle.createUpdate("""
                        insert into delivery_attempt (delivery_id, at, attempt, provider, provider_id, state, reason)
                        values (:id, :at, :attempt, :provider, :providerId, :state, :reason)
                        """)
                .bind("id", id.value())
                .bind("at", at)
                .bind("attempt", attempt)
                .bind("provider", provider)
                .bind("providerId", providerId)
                .bind("state", state.word())
                .bind("reason", reason)
                .execute();
    }

    List<Deliveries.Attempt> of(Handle handle, DeliveryId id) {
        return handle.createQuery("""
                        select *
                          from delivery_attempt
                         where delivery_id = :id
                         order by id
                        """)
                .bind("id", id.value())
                .map((row, _) -> new Deliveries.Attempt(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getInt("attempt"),
                        row.getString("provider"),
                        Optional.ofNullable(row.getString("provider_id")),
                        row.getString("state"),
                        row.getString("reason")))
                .list();
    }
}
