package dev.tocsin.statuspage;

import dev.tocsin.incidents.IncidentId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// The SQL of public incidents and what was said about them.
final class PublicIncidentStore {
    static final String OPEN_AUTOMATIC = """
            select from public_incident
             where resolved_at is null
               and id in (select public_incident_id from public_incident_cause)
            """;

    private record Line(PublicId incident, StatusUpdate update) {}

    void insert(Handle handle, PublicIncident incident) {
        handle.createUpdate("""
                        insert into public_incident
                               (id, name, status, impact, created_at, updated_at, started_at)
                        values (:id, :name, :status, :impact, :created, :updated, :started)
                        """)
                .bind("id", incident.id().value())
                .bind("name", incident.name())
                .bind("status", incident.phase().word())
                .bind("impact", incident.impact().word())
                .bind("created", incident.createdAt())
                .bind("updated", incident.updatedAt())
                .bind("started", incident.startedAt())
                .execute();
        addComponents(handle, incident.id(), incident.components());
    }

    void addComponents(Handle handle, PublicId incident, Collection<PublicId> components) {
        handle.createUpdate("""
                        insert into public_incident_component (public_incident_id, component_id)
                        select :incident, unnest(:components)
                            on conflict do nothing
                        """)
                .bind("incident", incident.value())
                .bindArray("components", String.class, values(components))
                .execute();
    }

    void addCause(Handle handle, PublicId incident, IncidentId cause) {
        handle.createUpdate("""
                        insert into public_incident_cause (incident_id, public_incident_id)
                        values (:cause, :incident)
                        """)
                .bind("cause", cause.value())
                .bind("incident", incident.value())
                .execute();
    }

    void addUpdate(Handle handle, PublicId incident, StatusUpdate update) {
        handle.createUpdate("""
                        insert into status_update (id, public_incident_id, status, body, created_at, display_at)
                        values (:id, :incident, :status, :body, :created, :display)
                        """)
                .bind("id", update.id().value())
                .bind("incident", incident.value())
                .bind("status", update.phase().word())
                .bind("body", update.body())
                .bind("created", update.createdAt())
                .bind("display", update.displayAt())
                .execute();
    }

    /// False when somebody else changed the impact or closed the incident meanwhile.
    boolean raise(Handle handle, PublicId incident, Impact from, Impact to, Instant now) {
        return handle.createUpdate("""
                                update public_incident
                                   set impact = :to, updated_at = :now
                                 where id = :id
                                   and impact = :from
                                   and resolved_at is null
                                """)
                        .bind("id", incident.value())
                        .bind("from", from.word())
                        .bind("to", to.word())
                        .bind("now", now)
                        .execute()
                == 1;
    }

    /// Closes the public incident that stands for `cause`, unless another of its causes still lasts. Answers
    /// its id when it was closed now.
    Optional<PublicId> resolve(Handle handle, IncidentId cause, Instant at) {
        return handle.createQuery("""
                        update public_incident
                           set status = 'resolved', resolved_at = :at, updated_at = :at
                         where id = (select public_incident_id from public_incident_cause where incident_id = :cause)
                           and resolved_at is null
                           and not exists (select 1
                                             from public_incident_cause other
                                             join incident on incident.id = other.incident_id
                                            where other.public_incident_id = public_incident.id
                                              and other.incident_id <> :cause
                                              and incident.status <> 'RESOLVED')
                        returning id
                        """)
                .bind("cause", cause.value())
                .bind("at", at)
                .map((row, _) -> id(row, "id"))
                .findOne();
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

    /// Open incidents that opened by themselves, oldest first.
    List<PublicIncident> openAutomatic(Handle handle) {
        return read(handle, """
                select *
                  from public_incident
                 where resolved_at is null
                   and id in (select public_incident_id from public_incident_cause)
                 order by created_at, id
                """, Map.of());
    }

    /// What the page tells of: every open incident, those since `from`, and the newest `least` at any rate.
    List<PublicIncident> shown(Handle handle, Instant from, int least) {
        return read(handle, """
                select *
                  from public_incident
                 where resolved_at is null
                    or created_at >= :from
                    or id in (select id from public_incident order by created_at desc, id limit :least)
                 order by created_at desc, id
                """, Map.of("from", from, "least", least));
    }

    private static List<PublicIncident> read(Handle handle, String sql, Map<String, ?> binds) {
        var bare = handle.createQuery(sql)
                .bindMap(binds)
                .map((row, _) -> incident(row))
                .list();
        if (bare.isEmpty()) {
            return List.of();
        }
        var ids = values(bare.stream().map(PublicIncident::id).toList());
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
        var updates = handle.createQuery("""
                        select *
                          from status_update
                         where public_incident_id = any (:ids)
                         order by display_at desc, created_at desc, id
                        """)
                .bindArray("ids", String.class, ids)
                .map((row, _) -> new Line(id(row, "public_incident_id"), update(row)))
                .collect(Collectors.groupingBy(Line::incident, Collectors.mapping(Line::update, Collectors.toList())));
        return bare.stream()
                .map(incident -> incident.with(
                        components.getOrDefault(incident.id(), List.of()),
                        updates.getOrDefault(incident.id(), List.of())))
                .toList();
    }

    private static PublicIncident incident(ResultSet row) throws SQLException {
        return new PublicIncident(
                id(row, "id"),
                row.getString("name"),
                phase(row),
                Impact.valueOf(row.getString("impact").toUpperCase(Locale.ROOT)),
                instant(row, "created_at").orElseThrow(),
                instant(row, "updated_at").orElseThrow(),
                instant(row, "started_at").orElseThrow(),
                instant(row, "monitoring_at"),
                instant(row, "resolved_at"),
                List.of(),
                List.of());
    }

    private static StatusUpdate update(ResultSet row) throws SQLException {
        return new StatusUpdate(
                id(row, "id"),
                phase(row),
                row.getString("body"),
                instant(row, "created_at").orElseThrow(),
                instant(row, "display_at").orElseThrow());
    }

    private static Phase phase(ResultSet row) throws SQLException {
        return Phase.valueOf(row.getString("status").toUpperCase(Locale.ROOT));
    }

    private static PublicId id(ResultSet row, String column) throws SQLException {
        return new PublicId(row.getString(column));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static List<String> values(Collection<PublicId> ids) {
        return ids.stream().map(PublicId::value).toList();
    }
}
