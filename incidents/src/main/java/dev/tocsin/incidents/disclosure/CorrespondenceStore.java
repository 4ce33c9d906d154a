package dev.tocsin.incidents.disclosure;

import dev.tocsin.incidents.delivery.DeliveryId;
import dev.tocsin.incidents.mailroom.Octets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What was said in cases, to whom, and what was done: the rows of `disclosure_message`, `…_event` and
/// `automatic_answer`.
final class CorrespondenceStore {

    /// One message as it is kept.
    record Row(
            long id,
            Optional<Long> mail,
            String direction,
            Instant at,
            String author,
            String messageId,
            Octets sealed,
            List<String> flags,
            String state,
            boolean automatic) {}

    /// Writes a message down; what it says is put in afterwards, sealed for its number.
    long insert(
            Handle handle,
            DisclosureId of,
            Optional<Long> mail,
            String direction,
            String author,
            String messageId,
            List<String> flags,
            boolean automatic,
            Instant at) {
        return handle.createQuery("""
                        insert into disclosure_message (disclosure_id, mail_id, direction, at, author, message_id,
                                                        sealed, flags, automatic)
                        values (:of, :mail, :direction, :at, :author, :messageId, '', :flags, :automatic)
                        returning id
                        """)
                .bind("of", of.value())
                .bind("mail", mail)
                .bind("direction", direction)
                .bind("at", at)
                .bind("author", Text.kept(author))
                .bind("messageId", Text.kept(messageId))
                .bindArray("flags", String.class, flags)
                .bind("automatic", automatic)
                .mapTo(long.class)
                .one();
    }

    /// Whether this address sent something encrypted to the case.
    boolean wroteEncrypted(Handle handle, DisclosureId of, String address) {
        return handle.createQuery("""
                        select exists (select 1
                                         from disclosure_message
                                        where disclosure_id = :of
                                          and direction = 'in'
                                          and lower(author) = :address
                                          and :encrypted = any (flags))
                        """)
                .bind("of", of.value())
                .bind("address", address)
                .bind("encrypted", CaseAnswers.ENCRYPTED)
                .mapTo(boolean.class)
                .one();
    }

    void fill(Handle handle, long message, byte[] sealed) {
        handle.createUpdate("update disclosure_message set sealed = :sealed where id = :id")
                .bind("id", message)
                .bind("sealed", sealed)
                .execute();
    }

    void name(Handle handle, long message, String messageId) {
        handle.createUpdate("update disclosure_message set message_id = :messageId where id = :id")
                .bind("id", message)
                .bind("messageId", messageId)
                .execute();
    }

    void sent(Handle handle, long message, DeliveryId delivery) {
        handle.createUpdate("update disclosure_message set delivery_id = :delivery, state = 'pending' where id = :id")
                .bind("id", message)
                .bind("delivery", delivery.value())
                .execute();
    }

    /// A message of ours that came back or moved on.
    record Moved(long id, DisclosureId of, boolean automatic) {}

    /// One that came back stays so.
    Optional<Moved> moved(Handle handle, DeliveryId delivery, String state) {
        return handle.createQuery("""
                        update disclosure_message
                           set state = :state
                         where delivery_id = :delivery
                           and state <> 'bounced'
                        returning id, disclosure_id, automatic
                        """)
                .bind("delivery", delivery.value())
                .bind("state", state)
                .map((row, _) -> moved(row))
                .findOne();
    }

    Optional<Moved> reported(Handle handle, Optional<Long> message, Optional<String> messageId, String state) {
        return handle.createQuery("""
                        update disclosure_message
                           set state = :state
                         where direction = 'out'
                           and (id = :message or message_id = :messageId)
                        returning id, disclosure_id, automatic
                        """)
                .bind("message", message)
                .bind("messageId", messageId.filter(id -> !id.isEmpty()))
                .bind("state", state)
                .map((row, _) -> moved(row))
                .findFirst();
    }

    private static Moved moved(ResultSet row) throws SQLException {
        return new Moved(
                row.getLong("id"), new DisclosureId(row.getLong("disclosure_id")), row.getBoolean("automatic"));
    }

    List<Row> messages(Handle handle, DisclosureId of) {
        return handle.createQuery("select * from disclosure_message where disclosure_id = :of order by id")
                .bind("of", of.value())
                .map((row, _) -> row(row))
                .list();
    }

    /// An answer that waits for a second person.
    Optional<Row> draft(Handle handle, DisclosureId of, long message) {
        return handle.createQuery("""
                        select *
                          from disclosure_message
                         where id = :id
                           and disclosure_id = :of
                           and direction = 'draft'
                        """)
                .bind("id", message)
                .bind("of", of.value())
                .map((row, _) -> row(row))
                .findOne();
    }

    void drop(Handle handle, long draft) {
        handle.createUpdate("delete from disclosure_message where id = :id and direction = 'draft'")
                .bind("id", draft)
                .execute();
    }

    /// The cases in which somebody sent a mail of one of these names.
    List<DisclosureId> ofMails(Handle handle, List<String> messageIds) {
        return handle.createQuery("""
                        select distinct disclosure_id
                          from disclosure_message
                         where message_id = any (:ids)
                        """)
                .bindArray("ids", String.class, messageIds)
                .map((row, _) -> new DisclosureId(row.getLong("disclosure_id")))
                .list();
    }

    Optional<Instant> lastSentByPerson(Handle handle, DisclosureId of) {
        return handle.createQuery("""
                        select max(at) as at
                          from disclosure_message
                         where disclosure_id = :of
                           and direction = 'out'
                           and not automatic
                        """)
                .bind("of", of.value())
                .map((row, _) -> Optional.ofNullable(row.getObject("at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant))
                .one();
    }

    void note(Handle handle, DisclosureId of, String kind, String by, String detail, Instant at) {
        handle.createUpdate("""
                        insert into disclosure_event (disclosure_id, at, kind, by, detail)
                        values (:of, :at, :kind, :by, :detail)
                        """)
                .bind("of", of.value())
                .bind("at", at)
                .bind("kind", kind)
                .bind("by", Text.kept(by))
                .bind("detail", Text.kept(detail))
                .execute();
    }

    /// What was done with a mail that has no case.
    void noteMail(Handle handle, long mail, String kind, String by, Instant at) {
        handle.createUpdate("""
                        insert into disclosure_event (at, kind, by, detail)
                        values (:at, :kind, :by, :detail)
                        """)
                .bind("at", at)
                .bind("kind", kind)
                .bind("by", Text.kept(by))
                .bind("detail", "mail " + mail)
                .execute();
    }

    List<LoggedEvent> log(Handle handle, long before, int limit) {
        return handle.createQuery("""
                        select *
                          from disclosure_event
                         where id < :before
                         order by id desc
                         limit :limit
                        """)
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> new LoggedEvent(
                        row.getLong("id"),
                        Optional.ofNullable(row.getObject("disclosure_id", Long.class))
                                .map(DisclosureId::new),
                        event(row)))
                .list();
    }

    private static CaseEvent event(ResultSet row) throws SQLException {
        return new CaseEvent(
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("kind"),
                row.getString("by"),
                row.getString("detail"));
    }

    List<CaseEvent> events(Handle handle, DisclosureId of) {
        return handle.createQuery("select * from disclosure_event where disclosure_id = :of order by id")
                .bind("of", of.value())
                .map((row, _) -> event(row))
                .list();
    }

    /// How often a machine has answered since then: whom, whose domain, anybody.
    record Answers(int address, int domain) {}

    Answers answersSince(Handle handle, String address, String domain, Instant since) {
        return handle.createQuery("""
                        select count(*) filter (where address = :address) as same_address,
                               count(*) as same_domain
                          from automatic_answer
                         where at > :since
                           and domain = :domain
                        """)
                .bind("address", address)
                .bind("domain", domain)
                .bind("since", since)
                .map((row, _) -> new Answers(row.getInt("same_address"), row.getInt("same_domain")))
                .one();
    }

    int answersSince(Handle handle, Instant since) {
        return handle.createQuery("select count(*) from automatic_answer where at > :since")
                .bind("since", since)
                .mapTo(int.class)
                .one();
    }

    void answered(Handle handle, String address, String domain, DisclosureId of, Instant at) {
        handle.createUpdate("""
                        insert into automatic_answer (at, address, domain, disclosure_id)
                        values (:at, :address, :domain, :of)
                        """)
                .bind("at", at)
                .bind("address", address)
                .bind("domain", domain)
                .bind("of", of.value())
                .execute();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getLong("id"),
                Optional.ofNullable(row.getObject("mail_id", Long.class)),
                row.getString("direction"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("author"),
                row.getString("message_id"),
                new Octets(row.getBytes("sealed")),
                List.of((String[]) row.getArray("flags").getArray()),
                row.getString("state"),
                row.getBoolean("automatic"));
    }
}
