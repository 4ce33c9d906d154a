package dev.tocsin.incidents.ledger;

import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Finds the traces of a person, and replaces them.
final class ErasureStore {

    /// A line of a timeline that may speak of them.
    record Line(long event, String detail) {}

    /// Where they were ever paged.
    List<String> addresses(Handle handle, String name) {
        return handle.createQuery("""
                        select distinct contact
                          from page
                         where responder = :name
                           and contact <> ''
                        """).bind("name", name).mapTo(String.class).list();
    }

    List<Line> lines(Handle handle, Collection<String> traces) {
        return handle.createQuery("""
                        select id, detail
                          from incident_event
                         where exists (
                             select 1
                               from unnest(:traces) as trace
                              where strpos(detail::text, trace) > 0
                         )
                         order by id
                           for no key update
                        """)
                .bindArray("traces", String.class, List.copyOf(traces))
                .map((row, _) -> new Line(row.getLong("id"), row.getString("detail")))
                .list();
    }

    /// The salt goes with the words: what was sealed cannot be guessed any more.
    void rewrite(Handle handle, long event, String detail) {
        handle.createUpdate("""
                        update incident_event
                           set detail = cast(:detail as jsonb), salt = ''
                         where id = :event
                        """).bind("detail", detail).bind("event", event).execute();
    }

    void rename(Handle handle, String name, String instead) {
        update(handle, "update page set responder = :instead, contact = '' where responder = :name", name, instead);
        update(handle, "update incident set acknowledged_by = :instead where acknowledged_by = :name", name, instead);
        update(handle, "update incident set resolved_by = :instead where resolved_by = :name", name, instead);
        update(
                handle,
                "update awaited_acknowledgement set responder = :instead where responder = :name",
                name,
                instead);
        update(handle, "update silence set owner = :instead where owner = :name", name, instead);
        update(handle, "update silence set ended_by = :instead where ended_by = :name", name, instead);
        update(handle, "update handoff set responder = :instead where responder = :name", name, instead);
    }

    /// What was sent there, and what is known of the address. What waits to be sent leaves no more.
    void forget(Handle handle, Collection<String> addresses) {
        var all = List.copyOf(addresses);
        handle.createUpdate("""
                        update delivery
                           set recipient = '', subject = '', body = '', html = null,
                               state = case when state in ('pending', 'sending') then 'suppressed' else state end
                         where recipient = any(:addresses)
                        """).bindArray("addresses", String.class, all).execute();
        handle.createUpdate("delete from contact where address = any(:addresses)")
                .bindArray("addresses", String.class, all)
                .execute();
        handle.createUpdate("delete from contact_code where address = any(:addresses)")
                .bindArray("addresses", String.class, all)
                .execute();
    }

    private static void update(Handle handle, String statement, String name, String instead) {
        handle.createUpdate(statement)
                .bind("name", name)
                .bind("instead", instead)
                .execute();
    }
}
