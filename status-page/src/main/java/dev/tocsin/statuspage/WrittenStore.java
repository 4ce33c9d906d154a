package dev.tocsin.statuspage;

import static dev.tocsin.statuspage.Rows.id;
import static dev.tocsin.statuspage.Rows.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// The SQL by which authors see what they wrote, published or not.
final class WrittenStore {
    static final String DUE = """
            select from status_update
             where published_at is null
               and publish_at <= :now
            """;
    private static final String WRITTEN = """
            select said.*, told.name as title
              from status_update said
              join public_incident told on told.id = said.public_incident_id
            """;

    Optional<Written> find(Handle handle, PublicId update) {
        return handle.createQuery(WRITTEN + " where said.id = :id")
                .bind("id", update.value())
                .map((row, _) -> written(row))
                .findOne();
    }

    /// Which updates are wanted: `state` as [Written#state] says it, of this matter, older than `before`.
    record Wanted(Optional<String> state, Optional<PublicId> matter, Instant before) {}

    /// The newest first.
    List<Written> page(Handle handle, Wanted wanted, int limit) {
        return handle.createQuery(WRITTEN + """
                         where said.created_at < :before
                           and (:matter is null or said.public_incident_id = :matter)
                           and (:state is null
                                or :state = case when said.published_at is not null then 'published'
                                                 when said.publish_at is not null then 'embargoed'
                                                 else 'draft' end)
                         order by said.created_at desc, said.id
                         limit :limit
                        """)
                .bind("before", wanted.before())
                .bind("matter", wanted.matter().map(PublicId::value).orElse(null))
                .bind("state", wanted.state().orElse(null))
                .bind("limit", limit)
                .map((row, _) -> written(row))
                .list();
    }

    /// Those whose embargo is over, the oldest first.
    List<PublicId> due(Handle handle, Instant now) {
        return handle.createQuery("""
                        select id
                          from status_update
                         where published_at is null
                           and publish_at <= :now
                         order by publish_at, id
                        """)
                .bind("now", now)
                .map((row, _) -> id(row, "id"))
                .list();
    }

    private static Written written(ResultSet row) throws SQLException {
        var components = row.getArray("components");
        return new Written(
                id(row, "id"),
                id(row, "public_incident_id"),
                row.getString("title"),
                new Words(
                        Phase.of(row.getString("status")),
                        row.getString("body"),
                        Optional.ofNullable(row.getString("impact")).map(Impact::of),
                        components == null
                                ? Set.of()
                                : Stream.of((String[]) components.getArray())
                                        .map(PublicId::new)
                                        .collect(Collectors.toSet()),
                        instant(row, "next_update_by"),
                        row.getBoolean("silent")),
                row.getString("author"),
                instant(row, "created_at").orElseThrow(),
                instant(row, "publish_at"),
                instant(row, "published_at"),
                instant(row, "edited_at"));
    }
}
