package dev.tocsin.incidents.paging;

import dev.tocsin.incidents.IncidentId;
import dev.tocsin.incidents.delivery.DeliveryId;
import dev.tocsin.incidents.delivery.Medium;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The rows of `page`.
final class PageStore {

    void insert(Handle handle, Page page) {
        handle.createUpdate("""
                        insert into page (incident_id, delivery_id, responder, medium, contact, because, call, step,
                                          rule, due_at, token)
                        values (:incident, :delivery, :responder, :medium, :contact, :because, :call, :step,
                                :rule, :due, :token)
                        """)
                .bind("incident", page.incident().value())
                .bind("delivery", page.delivery().value())
                .bind("responder", page.responder())
                .bind("medium", page.medium().word())
                .bind("contact", page.contact())
                .bind("because", page.because())
                .bind("call", page.call())
                .bind("step", page.step())
                .bind("rule", page.rule())
                .bind("due", page.dueAt())
                .bind("token", page.token())
                .execute();
    }

    /// The pages that a message carries: one, or all those of a digest.
    List<Page> byDelivery(Handle handle, DeliveryId delivery) {
        return handle.createQuery("""
                        select *
                          from page
                         where delivery_id = :delivery
                         order by id
                        """)
                .bind("delivery", delivery.value())
                .map((row, _) -> page(row))
                .list();
    }

    Optional<Page> byToken(Handle handle, String token) {
        return handle.createQuery("""
                        select *
                          from page
                         where token = :token
                        """)
                .bind("token", token)
                .map((row, _) -> page(row))
                .findOne();
    }

    /// All pages of an incident, in the order in which they fell due.
    List<Page> of(Handle handle, IncidentId incident) {
        return handle.createQuery("""
                        select *
                          from page
                         where incident_id = :incident
                         order by due_at, id
                        """)
                .bind("incident", incident.value())
                .map((row, _) -> page(row))
                .list();
    }

    /// The pages of an incident that wait for their time, the next one first.
    List<Page> waiting(Handle handle, IncidentId incident) {
        return handle.createQuery("""
                        select page.*
                          from page
                          join delivery on delivery.id = delivery_id
                         where incident_id = :incident
                           and state = 'pending'
                         order by delivery.due_at, page.id
                        """)
                .bind("incident", incident.value())
                .map((row, _) -> page(row))
                .list();
    }

    /// The other pages of the same call that may still reach somebody or have done so, the next one first. A program
    /// is nobody.
    List<Page> hopes(Handle handle, Page failed) {
        return handle.createQuery("""
                        select page.*
                          from page
                          join delivery on delivery.id = delivery_id
                         where incident_id = :incident
                           and call = :call
                           and (state in ('pending', 'sending', 'delivered')
                                or (state = 'accepted' and receipt_missed_at is null))
                           and delivery_id <> :failed
                           and page.medium <> 'webhook'
                         order by delivery.due_at, page.id
                        """)
                .bind("failed", failed.delivery().value())
                .bind("incident", failed.incident().value())
                .bind("call", failed.call())
                .map((row, _) -> page(row))
                .list();
    }

    /// The messages of an incident of which the last is not known yet, but for those to `others`. A digest tells of
    /// others as well and is none of them.
    List<DeliveryId> unsettled(Handle handle, IncidentId incident, List<String> others) {
        return handle.createQuery("""
                        select delivery_id
                          from page
                          join delivery on delivery.id = delivery_id
                         where incident_id = :incident
                           and state in ('pending', 'sending', 'accepted')
                           and topic <> 'digest'
                           and responder <> all (:others)
                        """)
                .bind("incident", incident.value())
                .bindArray("others", String.class, others)
                .mapTo(Long.class)
                .map(DeliveryId::new)
                .list();
    }

    /// Whether the next contact was used for it already, when the carrier was silent.
    boolean wasMadeUpFor(Handle handle, Page page) {
        return handle.createQuery("""
                        select receipt_missed_at is not null
                          from delivery
                         where id = :delivery
                        """)
                .bind("delivery", page.delivery().value())
                .mapTo(Boolean.class)
                .one();
    }

    /// The open incidents that this contact was paged for, the latest first.
    List<IncidentId> openFor(Handle handle, String contact) {
        return handle.createQuery("""
                        select distinct incident_id
                          from page
                          join incident on incident.id = incident_id
                         where contact = :contact
                           and status <> 'RESOLVED'
                         order by incident_id desc
                        """)
                .bind("contact", contact)
                .map((row, _) -> new IncidentId(row.getLong("incident_id")))
                .list();
    }

    /// The mail addresses that heard of an incident.
    List<String> mailed(Handle handle, IncidentId incident) {
        return handle.createQuery("""
                        select distinct contact
                          from page
                          join delivery on delivery.id = delivery_id
                         where incident_id = :incident
                           and page.medium = 'email'
                           and state in ('accepted', 'delivered')
                        """)
                .bind("incident", incident.value())
                .mapTo(String.class)
                .list();
    }

    /// The webhooks that heard of an incident.
    List<String> hooked(Handle handle, IncidentId incident) {
        return handle.createQuery("""
                        select distinct contact
                          from page
                          join delivery on delivery.id = delivery_id
                         where incident_id = :incident
                           and page.medium = 'webhook'
                           and attempts > 0
                        """)
                .bind("incident", incident.value())
                .mapTo(String.class)
                .list();
    }

    private static Page page(ResultSet row) throws SQLException {
        return new Page(
                new IncidentId(row.getLong("incident_id")),
                new DeliveryId(row.getLong("delivery_id")),
                row.getString("responder"),
                Medium.valueOf(row.getString("medium").toUpperCase(Locale.ROOT)),
                row.getString("contact"),
                row.getString("because"),
                row.getInt("call"),
                row.getInt("step"),
                row.getInt("rule"),
                instant(row, "due_at"),
                row.getString("token"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
