package dev.tocsin.statuspage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// The SQL of components: their identities and nothing else.
final class ComponentStore {

    /// What readers rely on. `name` is `group:NAME` for a group.
    record Identity(PublicId id, String name, Instant createdAt, Instant updatedAt) {}

    /// The page's own identity.
    record Page(PublicId id, Instant createdAt) {}

    /// Gives a name its id at first sight; a name that comes back gets its old one.
    void ensure(Handle handle, PublicId id, String name, Instant now) {
        handle.createUpdate("""
                        insert into component (id, name, created_at, updated_at)
                        values (:id, :name, :now, :now)
                            on conflict (name) do update
                           set retired_at = null, updated_at = excluded.updated_at
                         where component.retired_at is not null
                        """)
                .bind("id", id.value())
                .bind("name", name)
                .bind("now", now)
                .execute();
    }

    void retireAllBut(Handle handle, Collection<String> names, Instant now) {
        handle.createUpdate("""
                        update component
                           set retired_at = :now
                         where retired_at is null
                           and name <> all (:names)
                        """)
                .bindArray("names", String.class, names)
                .bind("now", now)
                .execute();
    }

    Map<String, Identity> identities(Handle handle) {
        return handle.createQuery("""
                        select id, name, created_at, updated_at
                          from component
                         where retired_at is null
                        """)
                .map((row, _) -> identity(row))
                .collect(Collectors.toMap(Identity::name, identity -> identity));
    }

    /// Whoever holds these rows may open or widen an incident on the components.
    void lock(Handle handle, Collection<PublicId> ids) {
        handle.createQuery("""
                        select id
                          from component
                         where id = any (:ids)
                         order by id
                           for no key update
                        """)
                .bindArray(
                        "ids", String.class, ids.stream().map(PublicId::value).toList())
                .mapTo(String.class)
                .list();
    }

    /// The names behind `ids`, also of components that have left the settings.
    List<String> names(Handle handle, Collection<PublicId> ids) {
        return handle.createQuery("""
                        select name
                          from component
                         where id = any (:ids)
                         order by name
                        """)
                .bindArray(
                        "ids", String.class, ids.stream().map(PublicId::value).toList())
                .mapTo(String.class)
                .list();
    }

    void ensurePage(Handle handle, PublicId id, Instant now) {
        handle.createUpdate("""
                        insert into installation (name, value, created_at)
                        values ('page-id', :id, :now)
                            on conflict (name) do nothing
                        """).bind("id", id.value()).bind("now", now).execute();
    }

    Optional<Page> page(Handle handle) {
        return handle.createQuery("select value, created_at from installation where name = 'page-id'")
                .map((row, _) -> new Page(new PublicId(row.getString("value")), instant(row, "created_at")))
                .findOne();
    }

    private static Identity identity(ResultSet row) throws SQLException {
        return new Identity(
                new PublicId(row.getString("id")),
                row.getString("name"),
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
