package dev.tocsin.monitor.location;

import dev.tocsin.monitor.Location;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The rows of `location`.
final class LocationStore {

    void add(Handle handle, Location location, Instant now) {
        handle.createUpdate("""
                        insert into location (name, added_at)
                        values (:name, :now)
                        on conflict (name) do nothing
                        """).bind("name", location.name()).bind("now", now).execute();
    }

    /// Forgets all others, and says of which of them people were told that something was wrong.
    List<Location> forgetAllBut(Handle handle, Collection<Location> locations) {
        return handle
                .createQuery("""
                        delete from location
                         where not (name = any(:names))
                        returning name, silent_since is not null or trouble_told as told
                        """)
                .bindArray(
                        "names",
                        String.class,
                        locations.stream().map(Location::name).toList())
                .map((row, _) -> row.getBoolean("told")
                        ? Optional.of(new Location(row.getString("name")))
                        : Optional.<Location>empty())
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    List<LocationState> all(Handle handle) {
        return handle.createQuery("select * from location order by name")
                .map((row, _) -> state(row))
                .list();
    }

    LocationState lock(Handle handle, Location location) {
        return handle.createQuery("select * from location where name = :name for update")
                .bind("name", location.name())
                .map((row, _) -> state(row))
                .one();
    }

    void hear(Handle handle, Location location, CheckIn said, Optional<Instant> troubledSince, Instant now) {
        handle.createUpdate("""
                        update location
                           set heard_at = :now,
                               session = :session,
                               session_began = :began,
                               version = :version,
                               clock_offset_ms = :offset,
                               waiting = :waiting,
                               dropped = :dropped,
                               missed = :missed,
                               troubles = :troubles,
                               troubled_since = :troubledSince
                         where name = :name
                        """)
                .bind("name", location.name())
                .bind("now", now)
                .bind("session", said.session())
                .bind("began", said.startedAt())
                .bind("version", said.version())
                .bind("offset", said.offsetMillis())
                .bind("waiting", said.waiting())
                .bind("dropped", said.dropped())
                .bind("missed", said.missed())
                .bindArray("troubles", String.class, said.troubles())
                .bind("troubledSince", troubledSince)
                .execute();
    }

    void note(Handle handle, Location location, Optional<Instant> silentSince) {
        handle.createUpdate("""
                        update location
                           set silent_since = :since
                         where name = :name
                        """)
                .bind("name", location.name())
                .bind("since", silentSince)
                .execute();
    }

    void noteTold(Handle handle, Location location, boolean told) {
        handle.createUpdate("""
                        update location
                           set trouble_told = :told
                         where name = :name
                        """)
                .bind("name", location.name())
                .bind("told", told)
                .execute();
    }

    private static LocationState state(ResultSet row) throws SQLException {
        var began = instant(row, "session_began");
        var session = row.getString("session");
        return new LocationState(
                new Location(row.getString("name")),
                instant(row, "added_at").orElseThrow(),
                instant(row, "heard_at"),
                instant(row, "silent_since"),
                began.map(at -> new LocationState.Session(session, at)),
                row.getString("version"),
                row.getLong("clock_offset_ms"),
                row.getLong("waiting"),
                row.getLong("dropped"),
                row.getLong("missed"),
                List.of((String[]) row.getArray("troubles").getArray()),
                instant(row, "troubled_since"),
                row.getBoolean("trouble_told"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
