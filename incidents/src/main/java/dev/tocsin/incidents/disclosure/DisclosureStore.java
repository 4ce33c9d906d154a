package dev.tocsin.incidents.disclosure;

import dev.tocsin.incidents.IncidentId;
import dev.tocsin.incidents.disclosure.triage.Kind;
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

/// The rows of `disclosure`.
final class DisclosureStore {
    /// What a new case begins with.
    record Opening(
            String reference,
            Kind kind,
            String subject,
            String sender,
            String authenticity,
            Instant receivedAt,
            Instant firstReplyDueAt,
            String alarm,
            List<String> flags,
            Octets linkHash) {}

    DisclosureId insert(Handle handle, Opening opening) {
        return handle.createQuery("""
                        insert into disclosure (reference, state, kind, subject, sender, authenticity, received_at,
                                                first_reply_due_at, alarm, flags, link_hash)
                        values (:reference, 'received', :kind, :subject, :sender, :authenticity, :receivedAt,
                                :dueAt, :alarm, :flags, :link)
                        returning id
                        """)
                .bind("reference", opening.reference())
                .bind("kind", opening.kind().word())
                .bind("subject", Text.kept(opening.subject()))
                .bind("sender", Text.kept(opening.sender()))
                .bind("authenticity", opening.authenticity())
                .bind("receivedAt", opening.receivedAt())
                .bind("dueAt", opening.firstReplyDueAt())
                .bind("alarm", opening.alarm())
                .bindArray("flags", String.class, opening.flags())
                .bind("link", opening.linkHash().bytes())
                .map((row, _) -> new DisclosureId(row.getLong("id")))
                .one();
    }

    void giveKey(Handle handle, DisclosureId id, byte[] key) {
        handle.createUpdate("update disclosure set key = :key where id = :id")
                .bind("id", id.value())
                .bind("key", key)
                .execute();
    }

    Optional<byte[]> key(Handle handle, DisclosureId id) {
        return handle.createQuery("select key from disclosure where id = :id and key is not null")
                .bind("id", id.value())
                .mapTo(byte[].class)
                .findOne();
    }

    Optional<Disclosure> find(Handle handle, DisclosureId id) {
        return handle.createQuery("select * from disclosure where id = :id")
                .bind("id", id.value())
                .map((row, _) -> disclosure(row))
                .findOne();
    }

    /// The same, kept from others until the commit.
    Optional<Disclosure> lock(Handle handle, DisclosureId id) {
        return handle.createQuery("select * from disclosure where id = :id for no key update")
                .bind("id", id.value())
                .map((row, _) -> disclosure(row))
                .findOne();
    }

    Optional<Disclosure> findByLink(Handle handle, byte[] hash) {
        return handle.createQuery("select * from disclosure where link_hash = :hash")
                .bind("hash", hash)
                .map((row, _) -> disclosure(row))
                .findOne();
    }

    List<Disclosure> page(Handle handle, boolean openOnly, long before, int limit) {
        return handle.createQuery("""
                        select *
                          from disclosure
                         where id < :before
                           and (closed_at is null or not :openOnly)
                         order by id desc
                         limit :limit
                        """)
                .bind("before", before)
                .bind("openOnly", openOnly)
                .bind("limit", limit)
                .map((row, _) -> disclosure(row))
                .list();
    }

    void acknowledge(Handle handle, DisclosureId id, Instant at) {
        handle.createUpdate("""
                        update disclosure
                           set acknowledged_at = coalesce(acknowledged_at, :at),
                               state = case when state = 'received' then 'acknowledged' else state end
                         where id = :id
                        """).bind("id", id.value()).bind("at", at).execute();
    }

    void move(Handle handle, DisclosureId id, DisclosureState state, Instant at) {
        handle.createUpdate("""
                        update disclosure
                           set state = :state,
                               disclosed_at = case when :state = 'disclosed' then coalesce(disclosed_at, cast(:at as timestamptz))
                                                   else disclosed_at end,
                               closed_at = case when :over then coalesce(closed_at, cast(:at as timestamptz)) end
                         where id = :id
                        """)
                .bind("id", id.value())
                .bind("state", state.word())
                .bind("over", state.isOver())
                .bind("at", at)
                .execute();
    }

    void replied(Handle handle, DisclosureId id, Instant at, int toldAfter) {
        handle.createUpdate("""
                        update disclosure
                           set first_replied_at = coalesce(first_replied_at, :at), clock_stage = :told
                         where id = :id
                        """)
                .bind("id", id.value())
                .bind("at", at)
                .bind("told", toldAfter)
                .execute();
    }

    /// Without a vector the old one stays.
    void judge(Handle handle, DisclosureId id, Kind kind, Optional<String> cvss) {
        handle.createUpdate("update disclosure set kind = :kind, cvss = coalesce(:cvss, cvss) where id = :id")
                .bind("id", id.value())
                .bind("kind", kind.word())
                .bind("cvss", cvss)
                .execute();
    }

    /// Another name needs to be agreed to anew.
    void credit(Handle handle, DisclosureId id, String name, boolean agreed, Instant at) {
        handle.createUpdate("""
                        update disclosure
                           set credit_agreed_at = case when :agreed then cast(:at as timestamptz)
                                                       when credit = :name then credit_agreed_at end,
                               credit = :name
                         where id = :id
                        """)
                .bind("id", id.value())
                .bind("name", Text.kept(name))
                .bind("agreed", agreed)
                .bind("at", at)
                .execute();
    }

    List<Thanks> thanks(Handle handle) {
        return handle.createQuery("""
                        select credit, disclosed_at
                          from disclosure
                         where disclosed_at is not null
                           and credit_agreed_at is not null
                           and credit <> ''
                         order by disclosed_at desc
                         limit 1000
                        """)
                .map((row, _) -> new Thanks(
                        row.getString("credit"), instant(row, "disclosed_at").orElseThrow()))
                .list();
    }

    void duplicate(Handle handle, DisclosureId id, DisclosureId of) {
        handle.createUpdate("update disclosure set duplicate_of = :of where id = :id")
                .bind("id", id.value())
                .bind("of", of.value())
                .execute();
    }

    void link(Handle handle, DisclosureId id, IncidentId incident) {
        handle.createUpdate("update disclosure set incident_id = :incident where id = :id")
                .bind("id", id.value())
                .bind("incident", incident.value())
                .execute();
    }

    void flag(Handle handle, DisclosureId id, String flag) {
        handle.createUpdate("""
                        update disclosure
                           set flags = array_append(flags, :flag)
                         where id = :id
                           and not :flag = any (flags)
                        """).bind("id", id.value()).bind("flag", flag).execute();
    }

    void relink(Handle handle, DisclosureId id, Optional<byte[]> hash) {
        handle.createUpdate("update disclosure set link_hash = :hash where id = :id")
                .bind("id", id.value())
                .bind("hash", hash)
                .execute();
    }

    Map<String, Long> states(Handle handle) {
        return handle
                .createQuery("select state, count(*) as many from disclosure group by state")
                .map((row, _) -> Map.entry(row.getString("state"), row.getLong("many")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Disclosure disclosure(ResultSet row) throws SQLException {
        return new Disclosure(
                new DisclosureId(row.getLong("id")),
                row.getString("reference"),
                DisclosureState.of(row.getString("state")).orElseThrow(),
                Kind.of(row.getString("kind")).orElseThrow(),
                row.getString("subject"),
                row.getString("sender"),
                row.getString("authenticity"),
                instant(row, "received_at").orElseThrow(),
                instant(row, "acknowledged_at"),
                instant(row, "first_reply_due_at").orElseThrow(),
                instant(row, "first_replied_at"),
                row.getString("cvss"),
                List.of((String[]) row.getArray("flags").getArray()),
                number(row, "duplicate_of").map(DisclosureId::new),
                number(row, "incident_id").map(IncidentId::new),
                row.getString("credit"),
                row.getObject("credit_agreed_at") != null,
                row.getObject("erased_at") != null);
    }

    private static Optional<Long> number(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, Long.class));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
