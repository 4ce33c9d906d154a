package dev.tocsin.incidents.disclosure;

import dev.tocsin.incidents.mailroom.ArrivedMail;
import dev.tocsin.incidents.mailroom.Octets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// The rows of `inbound_mail`.
final class InboundMailStore {
    /// What lay in a mailbox has lost its envelope.
    static final String IMAP = "imap";

    static final String DUE = """
            select from inbound_mail
             where outcome = 'stored'
               and (lease_until is null or lease_until < :now)
            """;

    /// A mail taken for reading.
    ///
    /// @param sender present and empty for the null return path; empty where there was no envelope
    record Taken(
            long id,
            String via,
            Optional<String> sender,
            String recipient,
            Instant receivedAt,
            String sha256,
            Octets raw,
            Octets key,
            int attempts,
            boolean promoted) {}

    /// What became of one.
    record Outcome(String word, String reason, String answer, boolean failed, Optional<DisclosureId> of) {}

    long insert(Handle handle, String via, ArrivedMail mail, byte[] sealed, byte[] key) {
        return handle.createQuery("""
                        insert into inbound_mail (via, sender, recipient, received_at, size, sha256, raw, key)
                        values (:via, :sender, :recipient, :at, :size, :sha256, :raw, :key)
                        returning id
                        """)
                .bind("via", via)
                .bind(
                        "sender",
                        via.equals(IMAP)
                                ? mail.sender()
                                : Optional.of(Text.kept(mail.sender().orElse(""))))
                .bind("recipient", Text.kept(mail.recipient()))
                .bind("at", mail.arrivedAt())
                .bind("size", mail.raw().size())
                .bind("sha256", mail.raw().sha256())
                .bind("raw", sealed)
                .bind("key", key)
                .mapTo(long.class)
                .one();
    }

    Optional<Taken> claim(Handle handle, Instant now, Instant leaseUntil) {
        return handle.createQuery("""
                        with due as (
                            select id
                              from inbound_mail
                             where outcome = 'stored'
                               and (lease_until is null or lease_until < :now)
                             order by id
                             limit 1
                               for no key update skip locked
                        )
                        update inbound_mail
                           set lease_until = :lease, attempts = attempts + 1
                          from due
                         where inbound_mail.id = due.id
                        returning inbound_mail.*
                        """)
                .bind("now", now)
                .bind("lease", leaseUntil)
                .map((row, _) -> taken(row))
                .findOne();
    }

    /// Whether nobody has settled it since it was taken.
    boolean isOpen(Handle handle, Taken mail) {
        return handle.createQuery("""
                        select exists (select
                                         from inbound_mail
                                        where id = :id
                                          and outcome = 'stored'
                                          and promoted = :promoted)
                        """)
                .bind("id", mail.id())
                .bind("promoted", mail.promoted())
                .mapTo(boolean.class)
                .one();
    }

    /// Nobody reads any of them.
    void release(Handle handle) {
        handle.execute(
                "update inbound_mail set lease_until = null where outcome = 'stored' and lease_until is not null");
    }

    void settle(Handle handle, Taken mail, Outcome outcome, Optional<String> messageId, String bodyHash, Instant now) {
        handle.createUpdate("""
                        update inbound_mail
                           set outcome = :outcome, reason = :reason, answer = :answer, failed = :failed,
                               disclosure_id = :disclosure, message_id = :messageId, body_hash = :bodyHash,
                               lease_until = null, read_at = :now
                         where id = :id
                        """)
                .bind("id", mail.id())
                .bind("outcome", outcome.word())
                .bind("reason", outcome.reason())
                .bind("answer", outcome.answer())
                .bind("failed", outcome.failed())
                .bind("disclosure", outcome.of().map(DisclosureId::value))
                .bind("messageId", messageId)
                .bind("bodyHash", bodyHash)
                .bind("now", now)
                .execute();
    }

    /// Puts the key of a mail under another seal.
    void rekey(Handle handle, long mail, byte[] key) {
        handle.createUpdate("update inbound_mail set key = :key where id = :id")
                .bind("id", mail)
                .bind("key", key)
                .execute();
    }

    /// Whether this very mail was read before, or another delivery of it: the same bytes, or the same name and the
    /// same content.
    boolean isRepeated(Handle handle, Taken mail, Optional<String> messageId, String bodyHash) {
        return handle.createQuery("""
                        select exists (select
                                         from inbound_mail
                                        where id <> :id
                                          and outcome <> 'stored'
                                          and (sha256 = :sha256
                                               or message_id = :messageId and body_hash = :bodyHash))
                        """)
                .bind("id", mail.id())
                .bind("sha256", mail.sha256())
                .bind("messageId", messageId)
                .bind("bodyHash", bodyHash)
                .mapTo(boolean.class)
                .one();
    }

    /// Whether another mail has the same name and says something else.
    boolean isTaken(Handle handle, Taken mail, String messageId, String bodyHash) {
        return handle.createQuery("""
                        select exists (select
                                         from inbound_mail
                                        where id <> :id
                                          and message_id = :messageId
                                          and body_hash <> :bodyHash)
                        """)
                .bind("id", mail.id())
                .bind("messageId", messageId)
                .bind("bodyHash", bodyHash)
                .mapTo(boolean.class)
                .one();
    }

    /// How many mails came to which end, and how many of them failed.
    Map<String, Long> counts(Handle handle) {
        return handle
                .createQuery("""
                        select outcome as word, count(*) as many from inbound_mail group by outcome
                         union all
                        select 'failed', count(*) from inbound_mail where failed
                        """)
                .map((row, _) -> Map.entry(row.getString("word"), row.getLong("many")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// One that has no case and still can be read.
    Optional<Taken> held(Handle handle, long id) {
        return handle.createQuery("""
                        select *
                          from inbound_mail
                         where id = :id
                           and outcome in ('held', 'known')
                           and disclosure_id is null
                           and raw is not null
                        """)
                .bind("id", id)
                .map((row, _) -> taken(row))
                .findOne();
    }

    boolean promote(Handle handle, long id) {
        return handle.createUpdate("""
                                update inbound_mail
                                   set promoted = true, outcome = 'stored', attempts = 0, lease_until = null
                                 where id = :id
                                   and outcome in ('held', 'known')
                                   and disclosure_id is null
                                   and raw is not null
                                """).bind("id", id).execute() == 1;
    }

    /// Destroys the keys of mails that have no case.
    void forgetCaseless(Handle handle, Instant before) {
        handle.createUpdate("""
                        update inbound_mail
                           set raw = null, key = null, sender = null, message_id = null, recipient = ''
                         where disclosure_id is null
                           and outcome in ('held', 'known', 'bounce')
                           and received_at < :before
                           and raw is not null
                        """).bind("before", before).execute();
    }

    int unread(Handle handle, Instant before) {
        return handle.createQuery("""
                        select count(*)
                          from inbound_mail
                         where outcome = 'stored'
                           and received_at < :before
                        """).bind("before", before).mapTo(int.class).one();
    }

    List<KeptMail> page(Handle handle, long before, int limit) {
        return handle.createQuery("""
                        select m.*, d.reference
                          from inbound_mail m
                          left join disclosure d on d.id = m.disclosure_id
                         where m.id < :before
                         order by m.id desc
                         limit :limit
                        """)
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> kept(row))
                .list();
    }

    Optional<Taken> find(Handle handle, long id) {
        return handle.createQuery("select * from inbound_mail where id = :id and raw is not null and key is not null")
                .bind("id", id)
                .map((row, _) -> taken(row))
                .findOne();
    }

    private static KeptMail kept(ResultSet row) throws SQLException {
        return new KeptMail(
                row.getLong("id"),
                row.getString("via"),
                row.getString("sender"),
                row.getString("recipient"),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getInt("size"),
                row.getString("sha256"),
                row.getString("outcome"),
                row.getString("reason"),
                row.getString("answer"),
                row.getBoolean("failed"),
                Optional.ofNullable(row.getString("reference")),
                Optional.ofNullable(row.getString("message_id")));
    }

    private static Taken taken(ResultSet row) throws SQLException {
        var sender = row.getString("sender");
        return new Taken(
                row.getLong("id"),
                row.getString("via"),
                Optional.ofNullable(sender),
                row.getString("recipient"),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getString("sha256"),
                new Octets(row.getBytes("raw")),
                new Octets(row.getBytes("key")),
                row.getInt("attempts"),
                row.getBoolean("promoted"));
    }
}
