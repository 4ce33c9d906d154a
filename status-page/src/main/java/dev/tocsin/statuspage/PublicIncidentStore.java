package dev.tocsin.statuspage;

import static dev.tocsin.statuspage.Rows.id;
import static dev.tocsin.statuspage.Rows.instant;

import dev.tocsin.incidents.IncidentId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// The SQL of what customers read of incidents, and of what caused them. Nothing that is not published leaves it.
final class PublicIncidentStore {
    static final String OPEN_AUTOMATIC = """
            select from public_incident
             where resolved_at is null
               and id in (select public_incident_id from public_incident_cause)
            """;

    private record Line(PublicId incident, StatusUpdate update) {}

    /// What customers read of each of some incidents or maintenances.
    record Said(Map<PublicId, List<PublicId>> components, Map<PublicId, List<StatusUpdate>> updates) {
        List<PublicId> components(PublicId id) {
            return components.getOrDefault(id, List.of());
        }

        List<StatusUpdate> updates(PublicId id) {
            return updates.getOrDefault(id, List.of());
        }
    }

    /// The matter that stands for some incidents of ours. `drafted` while nobody has read of it; `led` once a person
    /// has spoken of it.
    record Caused(PublicId id, boolean drafted, boolean led) {}

    void addCause(Handle handle, PublicId incident, IncidentId cause) {
        handle.createUpdate("""
                        insert into public_incident_cause (incident_id, public_incident_id)
                        values (:cause, :incident)
                        """)
                .bind("cause", cause.value())
                .bind("incident", incident.value())
                .execute();
    }

    /// What stands for `cause`, unless it was resolved.
    Optional<Caused> standsFor(Handle handle, IncidentId cause) {
        return caused(handle, """
                select *
                  from public_incident
                 where id = (select public_incident_id from public_incident_cause where incident_id = :cause)
                   and resolved_at is null
                """, Map.of("cause", cause.value())).findFirst();
    }

    /// What is open on any of `components`, whoever opened it; what customers read stands before what is drafted.
    Optional<Caused> openOn(Handle handle, Collection<PublicId> components) {
        return caused(handle, """
                select *
                  from public_incident
                 where kind = 'incident'
                   and resolved_at is null
                   and (published_at is not null or id in (select public_incident_id from public_incident_cause))
                   and id in (select public_incident_id
                                from public_incident_component
                               where component_id = any (:components))
                 order by published_at nulls last, created_at, id
                """, Map.of("components", Rows.values(components).toArray(String[]::new)))
                .findFirst();
    }

    private static Stream<Caused> caused(Handle handle, String sql, Map<String, ?> binds) {
        return handle
                .createQuery(sql)
                .bindMap(binds)
                .map((row, _) -> new Caused(
                        id(row, "id"),
                        instant(row, "published_at").isEmpty(),
                        !row.getString("author").equals(Announcer.HOUSE)))
                .list()
                .stream();
    }

    /// Whether another of its causes still lasts.
    boolean lasts(Handle handle, PublicId incident, IncidentId butFor) {
        return handle.createQuery("""
                        select exists (select 1
                                         from public_incident_cause other
                                         join incident on incident.id = other.incident_id
                                        where other.public_incident_id = :incident
                                          and other.incident_id <> :cause
                                          and incident.status <> 'RESOLVED')
                        """)
                .bind("incident", incident.value())
                .bind("cause", butFor.value())
                .mapTo(Boolean.class)
                .one();
    }

    List<PublicId> componentsOf(Handle handle, IncidentId cause) {
        return handle.createQuery("""
                        select component_id
                          from public_incident_component
                          join public_incident_cause using (public_incident_id)
                         where incident_id = :cause
                        """)
                .bind("cause", cause.value())
                .map((row, _) -> id(row, "component_id"))
                .list();
    }

    /// The drafts of a matter that nobody has published.
    List<PublicId> drafts(Handle handle, PublicId incident) {
        return handle.createQuery("""
                        select id
                          from status_update
                         where public_incident_id = :incident
                           and published_at is null
                         order by created_at, id
                        """)
                .bind("incident", incident.value())
                .map((row, _) -> id(row, "id"))
                .list();
    }

    /// Open incidents of which the house alone has spoken, oldest first.
    List<PublicIncident> openAutomatic(Handle handle) {
        return read(handle, """
                select *
                  from public_incident
                 where resolved_at is null
                   and published_at is not null
                   and author = :house
                   and id in (select public_incident_id from public_incident_cause)
                 order by created_at, id
                """, Map.of("house", Announcer.HOUSE));
    }

    /// What the page tells of: every open incident, those since `from`, and the newest `least` at any rate.
    List<PublicIncident> shown(Handle handle, Instant from, int least) {
        return read(handle, """
                select *
                  from public_incident
                 where kind = 'incident'
                   and published_at is not null
                   and (resolved_at is null
                        or created_at >= :from
                        or id in (select id
                                    from public_incident
                                   where kind = 'incident'
                                     and published_at is not null
                                   order by created_at desc, id
                                   limit :least))
                 order by created_at desc, id
                """, Map.of("from", from, "least", least));
    }

    Optional<PublicIncident> find(Handle handle, PublicId id) {
        return all(handle, List.of(id)).stream().findFirst();
    }

    /// In no order.
    List<PublicIncident> all(Handle handle, Collection<PublicId> ids) {
        return read(handle, """
                select *
                  from public_incident
                 where id = any (:ids)
                   and kind = 'incident'
                   and published_at is not null
                """, Map.of("ids", Rows.values(ids).toArray(String[]::new)));
    }

    /// Those that began from `from` on and before `to`, the newest first.
    List<PublicIncident> startedIn(Handle handle, Instant from, Instant to) {
        return read(handle, """
                select *
                  from public_incident
                 where kind = 'incident'
                   and published_at is not null
                   and started_at >= :from
                   and started_at < :to
                 order by created_at desc, id
                """, Map.of("from", from, "to", to));
    }

    /// The newest of one component.
    List<PublicIncident> of(Handle handle, PublicId component, int most) {
        return read(handle, """
                select *
                  from public_incident
                 where kind = 'incident'
                   and published_at is not null
                   and id in (select public_incident_id from public_incident_component where component_id = :component)
                 order by created_at desc, id
                 limit :most
                """, Map.of("component", component.value(), "most", most));
    }

    private static List<PublicIncident> read(Handle handle, String sql, Map<String, ?> binds) {
        var bare = handle.createQuery(sql)
                .bindMap(binds)
                .map((row, _) -> incident(row))
                .list();
        var said = said(handle, bare.stream().map(PublicIncident::id).toList());
        return bare.stream()
                .map(incident -> incident.with(said.components(incident.id()), said.updates(incident.id())))
                .toList();
    }

    /// What was published of each of `matters`.
    static Said said(Handle handle, Collection<PublicId> matters) {
        if (matters.isEmpty()) {
            return new Said(Map.of(), Map.of());
        }
        var ids = Rows.values(matters);
        var components = handle.createQuery("""
                        select public_incident_id, component_id
                          from public_incident_component
                         where public_incident_id = any (:ids)
                         order by component_id
                        """)
                .bindArray("ids", String.class, ids)
                .map((row, _) -> Map.entry(id(row, "public_incident_id"), id(row, "component_id")))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        var wordings = handle.createQuery("""
                        select wording.*
                          from status_wording wording
                          join status_update said on said.id = wording.status_update_id
                         where said.public_incident_id = any (:ids)
                         order by wording.replaced_at desc
                        """)
                .bindArray("ids", String.class, ids)
                .map((row, _) -> Map.entry(
                        id(row, "status_update_id"),
                        new StatusUpdate.Wording(
                                row.getString("body"),
                                instant(row, "replaced_at").orElseThrow())))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        var updates = handle.createQuery("""
                        select *
                          from status_update
                         where public_incident_id = any (:ids)
                           and published_at is not null
                         order by display_at desc, created_at desc, id
                        """)
                .bindArray("ids", String.class, ids)
                .map((row, _) -> new Line(id(row, "public_incident_id"), update(row, wordings)))
                .collect(Collectors.groupingBy(Line::incident, Collectors.mapping(Line::update, Collectors.toList())));
        return new Said(components, updates);
    }

    private static PublicIncident incident(ResultSet row) throws SQLException {
        return new PublicIncident(
                id(row, "id"),
                row.getString("name"),
                Phase.of(row.getString("status")),
                Impact.of(Optional.ofNullable(row.getString("impact_override")).orElse(row.getString("impact"))),
                instant(row, "created_at").orElseThrow(),
                instant(row, "updated_at").orElseThrow(),
                instant(row, "started_at").orElseThrow(),
                instant(row, "monitoring_at"),
                instant(row, "resolved_at"),
                List.of(),
                List.of(),
                instant(row, "next_update_by"));
    }

    private static StatusUpdate update(ResultSet row, Map<PublicId, List<StatusUpdate.Wording>> wordings)
            throws SQLException {
        var components = row.getArray("components");
        return new StatusUpdate(
                id(row, "id"),
                Phase.of(row.getString("status")),
                row.getString("body"),
                instant(row, "created_at").orElseThrow(),
                instant(row, "display_at").orElseThrow(),
                Optional.ofNullable(row.getString("impact")).map(Impact::of),
                components == null
                        ? List.of()
                        : Stream.of((String[]) components.getArray())
                                .map(PublicId::new)
                                .toList(),
                row.getBoolean("silent"),
                wordings.getOrDefault(id(row, "id"), List.of()));
    }
}
