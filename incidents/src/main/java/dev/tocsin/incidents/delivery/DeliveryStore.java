package dev.tocsin.incidents.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The rows of `delivery`. Each has a form, and only those are claimed whose form we know: a newer node beside us may
/// write what we would send wrongly.
final class DeliveryStore {
    private static final int TEXT = 0;
    private static final int ENVELOPED = 1;
    private static final int HIGHEST_FORM = ENVELOPED;

    /// What waits for its time, or was taken by one who died.
    static String due(Medium medium) {
        return """
                select from delivery
                 where medium = '%s'
                   and (state = 'pending' and due_at <= :now and form <= %d
                        or state = 'sending' and lease_until < :now)
                """.formatted(medium.word(), HIGHEST_FORM);
    }

    DeliveryId insert(Handle handle, Message message, Priority priority, Instant now, Instant dueAt) {
        return handle.createQuery("""
                        insert into delivery (medium, recipient, subject, body, html, topic, reference, priority,
                                              created_at, due_at, head, form, list, unsubscribe,
                                              unsubscribe_mail)
                        values (:medium, :recipient, :subject, :text, :html, :topic, :reference, :priority, :now, :due,
                                :head, :form, :list, :unsubscribe, :unsubscribeMail)
                        returning id
                        """)
                .bind("medium", message.medium().word())
                .bind("recipient", message.recipient())
                .bind("subject", message.subject())
                .bind("text", message.text())
                .bind("html", message.html())
                .bind("topic", message.topic())
                .bind("reference", message.reference())
                .bind("priority", priority.rank())
                .bind("form", message.head().filter(MailHead::enveloped).isPresent() ? ENVELOPED : TEXT)
                .bind("list", message.list().map(MailingList::name))
                .bind("unsubscribe", message.list().map(one -> one.unsubscribe().toString()))
                .bind("unsubscribeMail", message.list().flatMap(MailingList::byMail))
                .bind("now", now)
                .bind("due", dueAt)
                .bindArray(
                        "head", String.class, message.head().map(MailHead::row).orElse(List.of()))
                .map((row, _) -> new DeliveryId(row.getLong("id")))
                .one();
    }

    /// One statement, so that nothing slips through between its two halves.
    void withdraw(Handle handle, String topic, Instant now) {
        handle.createUpdate("""
                        update delivery
                           set state = case when state = 'pending' then 'suppressed' else state end,
                               settled_at = case when state = 'pending' then cast(:now as timestamptz) end,
                               withdrawn = true
                         where topic = :topic
                           and state in ('pending', 'sending')
                        """).bind("topic", topic).bind("now", now).execute();
    }

    void withdraw(Handle handle, List<DeliveryId> ids, Instant now) {
        handle.createUpdate("""
                        update delivery
                           set state = case when state = 'pending' then 'suppressed' else state end,
                               settled_at = case when state = 'pending' then cast(:now as timestamptz) end,
                               withdrawn = true
                         where id = any (:ids)
                           and state in ('pending', 'sending')
                        """)
                .bindArray(
                        "ids", Long.class, ids.stream().map(DeliveryId::value).toList())
                .bind("now", now)
                .execute();
    }

    Optional<Medium> hasten(Handle handle, DeliveryId id, Instant now) {
        return handle.createQuery("""
                        update delivery
                           set due_at = :now
                         where id in (select id
                                        from delivery
                                       where id = :id
                                         and state = 'pending'
                                         and due_at > :now
                                         for no key update skip locked)
                        returning medium
                        """)
                .bind("id", id.value())
                .bind("now", now)
                .map((row, _) -> DeliveryRow.medium(row))
                .findOne();
    }

    /// A delivery taken for sending. An attempt that began at `unknownSince` may have got through.
    record Claimed(Delivery delivery, Optional<Instant> unknownSince) {}

    List<Claimed> claim(Handle handle, Medium medium, int limit, Instant now, Instant leaseUntil) {
        return handle.createQuery("""
                        with due as (
                            select id
                              from delivery
                             where state = 'pending'
                               and medium = :medium
                               and due_at <= :now
                               and form <= :form
                             order by priority, due_at
                             limit :limit
                               for no key update skip locked
                        )
                        update delivery
                           set state = 'sending', lease_until = :lease, claimed_at = :now, attempts = attempts + 1
                          from due
                         where delivery.id = due.id
                        returning delivery.*
                        """)
                .bind("medium", medium.word())
                .bind("limit", limit)
                .bind("form", HIGHEST_FORM)
                .bind("now", now)
                .bind("lease", leaseUntil)
                .map((row, _) -> new Claimed(DeliveryRow.delivery(row), instant(row, "unknown_since")))
                .list();
    }

    void expireLeases(Handle handle, Instant now) {
        handle.createUpdate("""
                        update delivery
                           set lease_until = cast(:now as timestamptz) - interval '1 second'
                         where state = 'sending'
                        """).bind("now", now).execute();
    }

    /// Gives back what a worker took and did not settle: it has died, or the database was away. Whether the provider
    /// got the message is unknown.
    int releaseExpired(Handle handle, Instant now) {
        return handle.createUpdate("""
                        update delivery
                           set state = case when withdrawn then 'suppressed' else 'pending' end,
                               settled_at = case when withdrawn then cast(:now as timestamptz) end,
                               lease_until = null, unknown_since = coalesce(unknown_since, claimed_at), due_at = :now
                         where state = 'sending'
                           and lease_until < :now
                        """).bind("now", now).execute();
    }

    /// What an attempt came to. `dueAt` is when to try again, should it come to that.
    record Settlement(
            DeliveryState state,
            String provider,
            Optional<String> providerId,
            String reason,
            boolean unknown,
            Instant dueAt) {}

    /// Moves a delivery that this attempt still holds, and says where to: one that was taken back meanwhile is
    /// not tried again. Empty when the attempt no longer holds it.
    Optional<DeliveryState> settle(Handle handle, Delivery delivery, Settlement settlement, Instant at) {
        return handle.createQuery("""
                                update delivery
                                   set state = case when withdrawn and :state = 'pending' then 'suppressed'
                                                    else :state end,
                                       lease_until = null,
                                       provider = :provider,
                                       provider_id = coalesce(:providerId, provider_id),
                                       reason = :reason,
                                       due_at = :due,
                                       unknown_since = case when :unknown then coalesce(unknown_since, claimed_at)
                                                            else unknown_since end,
                                       accepted_at = case when :state = 'accepted' then cast(:at as timestamptz)
                                                          else accepted_at end,
                                       settled_at = case when :state = 'pending' and not withdrawn then null
                                                         else cast(:at as timestamptz) end
                                 where id = :id
                                   and state = 'sending'
                                   and attempts = :attempt
                                returning state
                                """)
                .bind("id", delivery.id().value())
                .bind("attempt", delivery.attempt())
                .bind("state", settlement.state().word())
                .bind("provider", settlement.provider())
                .bind("providerId", settlement.providerId())
                .bind("reason", settlement.reason())
                .bind("at", at)
                .bind("due", settlement.dueAt())
                .bind("unknown", settlement.unknown())
                .map((row, _) -> DeliveryState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)))
                .findOne();
    }

    /// Moves a delivery up to the rank that a receipt gives it; empty when it stands there or higher, or is unknown.
    Optional<Medium> promote(
            Handle handle, DeliveryId id, DeliveryState state, String providerId, String reason, Instant at) {
        return handle.createQuery("""
                        update delivery
                           set state = :state,
                               lease_until = null,
                               provider_id = coalesce(provider_id, nullif(:providerId, '')),
                               reason = :reason,
                               accepted_at = case when :state = 'failed' then accepted_at
                                                  else coalesce(accepted_at, :at) end,
                               settled_at = :at
                         where id = :id
                           and array_position(:ranks, state) < array_position(:ranks, :state)
                        returning medium
                        """)
                .bind("id", id.value())
                .bind("state", state.word())
                .bind("providerId", providerId)
                .bind("reason", reason)
                .bind("at", at)
                .bindArray("ranks", String.class, ranks())
                .map((row, _) -> DeliveryRow.medium(row))
                .findOne();
    }

    /// Notes that no provider takes it; false when that was noted before.
    boolean stall(Handle handle, DeliveryId id, Instant now) {
        return handle.createUpdate("""
                                update delivery
                                   set stalled_at = :now
                                 where id = :id
                                   and stalled_at is null
                                """).bind("id", id.value()).bind("now", now).execute() == 1;
    }

    /// What was put off because no provider took it is due now.
    void resume(Handle handle, Medium medium, Instant now) {
        handle.createUpdate("""
                        update delivery
                           set due_at = :now
                         where state = 'pending'
                           and medium = :medium
                           and stalled_at is not null
                           and due_at > :now
                        """).bind("medium", medium.word()).bind("now", now).execute();
    }

    /// Empty when there is no such delivery.
    Optional<DeliveryState> state(Handle handle, DeliveryId id) {
        return handle.createQuery("select upper(state) as state from delivery where id = :id")
                .bind("id", id.value())
                .mapTo(DeliveryState.class)
                .findOne();
    }

    /// Since when the message waits whose time came first. One that is tried in vain waits since its first attempt,
    /// not since the last time it was put off. Messages to the many who subscribed may wait: they are left out.
    Optional<Instant> oldestDue(Handle handle, Instant now) {
        return handle.createQuery("""
                        select min(since) as since
                          from (select case when attempts = 0 then due_at
                                            else (select min(at)
                                                    from delivery_attempt
                                                   where delivery_id = delivery.id)
                                       end as since
                                  from delivery
                                 where state = 'pending'
                                   and priority < :subscriber) as waiting
                         where since <= :now
                        """)
                .bind("now", now)
                .bind("subscriber", Priority.SUBSCRIBER.rank())
                .map((row, _) -> instant(row, "since"))
                .one();
    }

    private static List<String> ranks() {
        return List.of(DeliveryState.values()).stream().map(DeliveryState::word).toList();
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
