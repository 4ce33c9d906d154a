package dev.tocsin.statuspage.subscribers;

import dev.tocsin.incidents.delivery.DeliveryId;
import dev.tocsin.statuspage.PublicId;
import dev.tocsin.statuspage.Publication;
import dev.tocsin.statuspage.Publication.Occasion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/// The rows of `fan_out` and of what was sent by it.
final class FanOutStore {

    /// An update on its way: subscribers up to number `reached` have been dealt with.
    record Job(long id, PublicId matter, PublicId update, Occasion occasion, Instant createdAt, long reached) {}

    void begin(Handle handle, Publication publication) {
        handle.createUpdate("""
                        insert into fan_out (matter, update_id, occasion, created_at)
                        values (:matter, :update, :occasion, :at)
                        """)
                .bind("matter", publication.matter().value())
                .bind("update", publication.update().value())
                .bind("occasion", publication.occasion().name())
                .bind("at", publication.at())
                .execute();
    }

    /// The oldest that is not done; whoever has it here works on it alone.
    Optional<Job> claim(Handle handle) {
        return handle.createQuery("""
                        select *
                          from fan_out
                         where done_at is null
                         order by id
                         limit 1
                           for update skip locked
                        """).map((row, _) -> job(row)).findOne();
    }

    void advance(Handle handle, long id, long reached, int sent) {
        handle.createUpdate("update fan_out set reached = :reached, sent = sent + :sent where id = :id")
                .bind("id", id)
                .bind("reached", reached)
                .bind("sent", sent)
                .execute();
    }

    void finish(Handle handle, long id, Instant now) {
        handle.createUpdate("update fan_out set done_at = :now where id = :id")
                .bind("id", id)
                .bind("now", now)
                .execute();
    }

    /// Notes whom a message is for; the unique pair is the guard against a second one.
    void note(Handle handle, long job, long subscriber, DeliveryId delivery) {
        handle.createUpdate("""
                        insert into subscriber_delivery (delivery_id, fan_out_id, subscriber_id)
                        values (:delivery, :job, :subscriber)
                        """)
                .bind("delivery", delivery.value())
                .bind("job", job)
                .bind("subscriber", subscriber)
                .execute();
    }

    OptionalLong subscriberOf(Handle handle, DeliveryId delivery) {
        return handle.createQuery("select subscriber_id from subscriber_delivery where delivery_id = :id")
                .bind("id", delivery.value())
                .mapTo(Long.class)
                .findOne()
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    /// The newest first.
    List<FanOut.Progress> progress(Handle handle, int limit) {
        return handle.createQuery("""
                        select *
                          from fan_out
                         order by id desc
                         limit :limit
                        """)
                .bind("limit", limit)
                .map((row, _) -> new FanOut.Progress(
                        new PublicId(row.getString("matter")),
                        new PublicId(row.getString("update_id")),
                        SubscriberStore.instant(row, "created_at").orElseThrow(),
                        row.getInt("sent"),
                        SubscriberStore.instant(row, "done_at")))
                .list();
    }

    private static Job job(ResultSet row) throws SQLException {
        return new Job(
                row.getLong("id"),
                new PublicId(row.getString("matter")),
                new PublicId(row.getString("update_id")),
                Occasion.valueOf(row.getString("occasion")),
                SubscriberStore.instant(row, "created_at").orElseThrow(),
                row.getLong("reached"));
    }
}
