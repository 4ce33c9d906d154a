package dev.tocsin.incidents.disclosure;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Destroys keys, and blanks what lies in clear.
final class ErasureStore {

    List<DisclosureId> closedBefore(Handle handle, Instant before) {
        return handle.createQuery("""
                        select id
                          from disclosure
                         where closed_at < :before
                           and key is not null
                         order by id
                         limit 1000
                        """)
                .bind("before", before)
                .map((row, _) -> new DisclosureId(row.getLong("id")))
                .list();
    }

    /// Takes the key away, and every word that is not sealed by it.
    void erase(Handle handle, DisclosureId id, Instant at) {
        handle.createUpdate("""
                        update disclosure
                           set key = null, subject = '', sender = '', credit = '', link_hash = null, erased_at = :at
                         where id = :id
                        """).bind("id", id.value()).bind("at", at).execute();
        handle.createUpdate("""
                        update inbound_mail
                           set raw = null, key = null, sender = null, message_id = null, recipient = ''
                         where disclosure_id = :id
                        """).bind("id", id.value()).execute();
        new ReportRequestStore().erase(handle, id);
        handle.createUpdate("delete from disclosure_participant where disclosure_id = :id")
                .bind("id", id.value())
                .execute();
        handle.createUpdate("""
                        update disclosure_message
                           set sealed = '', author = '', message_id = ''
                         where disclosure_id = :id
                        """).bind("id", id.value()).execute();
    }
}
