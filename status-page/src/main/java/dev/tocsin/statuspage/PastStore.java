package dev.tocsin.statuspage;

import static dev.tocsin.statuspage.Rows.id;
import static dev.tocsin.statuspage.Rows.instant;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// The SQL of what lies behind the page as it stands.
final class PastStore {

    /// The name of a component that has left the settings, and when it did.
    record Left(String name, Instant at) {}

    /// What leads from a board that shows `shown`, the newest first.
    Past past(Handle handle, List<PublicIncident> shown) {
        return new Past(
                began(handle), shown.isEmpty() ? Optional.empty() : before(handle, shown.getLast()), names(handle));
    }

    private static Optional<Instant> began(Handle handle) {
        return handle.createQuery("""
                        select least((select min(started_at)
                                        from public_incident
                                       where published_at is not null
                                         and kind = 'incident'),
                                     (select min(coalesce(began_at, scheduled_for))
                                        from maintenance
                                        join public_incident using (id)
                                       where published_at is not null
                                         and ended_at is not null)) as began
                        """).map((row, _) -> instant(row, "began")).one();
    }

    private static Map<PublicId, String> names(Handle handle) {
        return handle.createQuery("select id, name from component where retired_at is not null")
                .map((row, _) -> Map.entry(id(row, "id"), row.getString("name")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// The neighbour that is older, in the order of the page: newest first, and by id where two are of one
    /// instant.
    Optional<Past.Named> before(Handle handle, PublicIncident incident) {
        return neighbour(handle, incident, """
                 and (created_at, :id) < (:at, id)
                 order by created_at desc, id
                """);
    }

    Optional<Past.Named> after(Handle handle, PublicIncident incident) {
        return neighbour(handle, incident, """
                 and (created_at, :id) > (:at, id)
                 order by created_at, id desc
                """);
    }

    private static Optional<Past.Named> neighbour(Handle handle, PublicIncident incident, String which) {
        return handle.createQuery("""
                        select id, name
                          from public_incident
                         where kind = 'incident'
                           and published_at is not null
                        """ + which + " limit 1")
                .bind("id", incident.id().value())
                .bind("at", incident.createdAt())
                .map((row, _) -> new Past.Named(id(row, "id"), row.getString("name")))
                .findOne();
    }

    /// Empty where it is in the settings, is a group, or never was.
    Optional<Left> gone(Handle handle, PublicId component) {
        return handle.createQuery("""
                        select name, retired_at
                          from component
                         where id = :id
                           and retired_at is not null
                           and not starts_with(name, :group)
                        """)
                .bind("id", component.value())
                .bind("group", ComponentSettings.GROUP)
                .map((row, _) -> new Left(
                        row.getString("name"), instant(row, "retired_at").orElseThrow()))
                .findOne();
    }
}
