package dev.tocsin.incidents.paging;

import dev.tocsin.incidents.IncidentId;
import dev.tocsin.incidents.delivery.DeliveryId;
import dev.tocsin.incidents.delivery.Medium;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// What the rows of `page` say of messages to one contact.
final class DigestStore {

    boolean heardOf(Handle handle, IncidentId incident, Medium medium, String contact) {
        return handle.createQuery("""
                        select exists (select
                                         from page
                                        where incident_id = :incident
                                          and contact = :contact
                                          and medium = :medium)
                        """)
                .bind("incident", incident.value())
                .bind("contact", contact)
                .bind("medium", medium.word())
                .mapTo(Boolean.class)
                .one();
    }

    /// How many incidents began after `since`; counted up to `most`.
    int begun(Handle handle, Instant since, int most) {
        return handle.createQuery("""
                        select count(*)
                          from (select
                                  from incident
                                 where opened_at > :since
                                 limit :most) as begun
                        """)
                .bind("since", since)
                .bind("most", most)
                .mapTo(Integer.class)
                .one();
    }

    /// What leaves for this contact from an hour before `due` on, each message once. What did not arrive does not
    /// count. Only the latest pages are looked at: in a storm there are thousands, and the last ones tell enough.
    List<Throttle.Leaving> leaving(Handle handle, Medium medium, String contact, Instant due) {
        return handle.createQuery("""
                        with latest as (
                            select *
                              from page
                             where contact = :contact
                               and medium = :medium
                               and due_at > cast(:due as timestamptz) - interval '90 minutes'
                             order by due_at desc
                             limit 64
                        )
                        select delivery.due_at, bool_or(exists (select
                                                                  from page as earlier
                                                                 where earlier.incident_id = latest.incident_id
                                                                   and earlier.contact = latest.contact
                                                                   and earlier.medium = latest.medium
                                                                   and earlier.id < latest.id)) as further
                          from latest
                          join delivery on delivery.id = delivery_id
                         where delivery.due_at > cast(:due as timestamptz) - interval '1 hour'
                           and state in ('pending', 'sending', 'accepted', 'delivered')
                         group by delivery.id
                        """)
                .bind("contact", contact)
                .bind("medium", medium.word())
                .bind("due", due)
                .map((row, _) -> new Throttle.Leaving(
                        row.getObject("due_at", OffsetDateTime.class).toInstant(), row.getBoolean("further")))
                .list();
    }

    /// The last digest for this contact, if it leaves within the hour before `due` or later.
    List<Throttle.Leaving> lastDigest(Handle handle, Medium medium, String contact, Instant due) {
        return handle.createQuery("""
                        select due_at
                          from delivery
                         where topic = 'digest'
                           and recipient = :contact
                           and medium = :medium
                           and due_at > cast(:due as timestamptz) - interval '1 hour'
                           and state in ('pending', 'sending', 'accepted', 'delivered')
                         order by due_at desc
                         limit 1
                        """)
                .bind("contact", contact)
                .bind("medium", medium.word())
                .bind("due", due)
                .map((row, _) -> new Throttle.Leaving(
                        row.getObject("due_at", OffsetDateTime.class).toInstant(), true))
                .list();
    }

    /// What a digest tells of and is still open for somebody.
    List<DigestText.Item> items(Handle handle, DeliveryId digest) {
        return handle.createQuery("""
                        select id, title, reply_code
                          from incident
                         where status <> 'RESOLVED'
                           and exists (select
                                         from page
                                        where delivery_id = :digest
                                          and page.incident_id = incident.id
                                          and (status = 'TRIGGERED'
                                               or exists (select
                                                            from awaited_acknowledgement as awaited
                                                           where awaited.incident_id = incident.id
                                                             and awaited.responder = page.responder)))
                         order by id
                        """)
                .bind("digest", digest.value())
                .map((row, _) -> new DigestText.Item(
                        new IncidentId(row.getLong("id")), row.getString("title"), row.getInt("reply_code")))
                .list();
    }

    /// The digests that tell of an incident and have not left.
    List<DeliveryId> waitingOf(Handle handle, IncidentId incident) {
        return handle.createQuery("""
                        select distinct delivery_id
                          from page
                          join delivery on delivery.id = delivery_id
                         where incident_id = :incident
                           and topic = 'digest'
                           and state = 'pending'
                        """)
                .bind("incident", incident.value())
                .map((row, _) -> new DeliveryId(row.getLong("delivery_id")))
                .list();
    }
}
