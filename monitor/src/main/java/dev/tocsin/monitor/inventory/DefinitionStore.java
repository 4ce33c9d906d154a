package dev.tocsin.monitor.inventory;

import dev.tocsin.config.Secret;
import dev.tocsin.monitor.MonitorId;
import dev.tocsin.monitor.Owner;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// The rows of `monitor_definition`.
final class DefinitionStore {

    /// A row that is locked; `version` is empty when the settings file owns the monitor.
    record Locked(String name, Optional<Long> version) {}

    /// One creation at a time, on all nodes: names and the number of monitors are looked at first.
    void lockCreation(Handle handle) {
        handle.execute("select pg_advisory_xact_lock(hashtext('monitor.definitions'))");
    }

    Optional<Owner> ownerOf(Handle handle, String name) {
        return handle.createQuery("""
                        select owner
                          from monitor
                         where name = :name
                           and retired_at is null
                        """)
                .bind("name", name)
                .map((row, _) -> Owner.of(row.getString("owner")))
                .findOne();
    }

    int count(Handle handle) {
        return handle.createQuery("""
                        select count(*)
                          from monitor
                         where owner = 'api'
                           and retired_at is null
                        """).mapTo(Integer.class).one();
    }

    /// Locks the row of a monitor that is watched or paused. Only then is its version read: whoever had waited for the
    /// lock in one statement with it would see the one from before.
    Optional<Locked> lock(Handle handle, MonitorId id) {
        record Row(String name, boolean ofApi) {}
        var row = handle.createQuery("""
                        select name, owner
                          from monitor
                         where id = :id
                           and retired_at is null
                           for no key update
                        """)
                .bind("id", id.value())
                .map((found, _) -> new Row(found.getString("name"), Owner.of(found.getString("owner")) == Owner.API))
                .findOne();
        return row.map(
                locked -> new Locked(locked.name(), locked.ofApi() ? version(handle, id) : Optional.<Long>empty()));
    }

    private static Optional<Long> version(Handle handle, MonitorId id) {
        return handle.createQuery("""
                        select version
                          from monitor_definition
                         where monitor_id = :id
                        """).bind("id", id.value()).mapTo(Long.class).findOne();
    }

    void write(Handle handle, MonitorId id, long version, Secret definition) {
        handle.createUpdate("""
                        insert into monitor_definition (monitor_id, version, definition)
                        values (:id, :version, cast(:definition as jsonb))
                        on conflict (monitor_id) do update
                           set version = excluded.version,
                               definition = excluded.definition
                        """)
                .bind("id", id.value())
                .bind("version", version)
                .bind("definition", definition.reveal())
                .execute();
    }

    void remove(Handle handle, MonitorId id) {
        handle.createUpdate("delete from monitor_definition where monitor_id = :id")
                .bind("id", id.value())
                .execute();
    }

    /// Removes what the settings file has taken over, and says which.
    List<MonitorId> removeOfFile(Handle handle) {
        return handle.createQuery("""
                        delete from monitor_definition
                         using monitor
                         where monitor.id = monitor_id
                           and owner = 'file'
                        returning monitor_id
                        """)
                .map((row, _) -> new MonitorId(row.getLong("monitor_id")))
                .list();
    }

    /// Every monitor of the API with its version.
    Map<MonitorId, Definitions.Version> versions(Handle handle) {
        return handle
                .createQuery("""
                        select monitor_id, version, paused_at is not null as paused
                          from monitor_definition
                          join monitor on monitor.id = monitor_id
                         where owner = 'api'
                           and retired_at is null
                        """)
                .map((row, _) -> Map.entry(
                        new MonitorId(row.getLong("monitor_id")),
                        new Definitions.Version(row.getLong("version"), row.getBoolean("paused"))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    Map<MonitorId, Secret> read(Handle handle, Collection<MonitorId> ids) {
        return handle
                .createQuery("""
                        select monitor_id, definition
                          from monitor_definition
                         where monitor_id = any(:ids)
                        """)
                .bindArray("ids", Long.class, ids.stream().map(MonitorId::value).toList())
                .map((row, _) ->
                        Map.entry(new MonitorId(row.getLong("monitor_id")), new Secret(row.getString("definition"))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
