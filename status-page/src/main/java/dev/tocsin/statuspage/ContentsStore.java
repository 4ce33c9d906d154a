package dev.tocsin.statuspage;

import static dev.tocsin.statuspage.Rows.id;
import static dev.tocsin.statuspage.Rows.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// The SQL of everything that was ever published, as little of it as tells one state from another.
final class ContentsStore {

    /// A state is made of every row that a page shows, so that it also differs where somebody mended a row by hand.
    List<Contents.Title> titles(Handle handle) {
        return handle.createQuery("""
                        with shown (id, state) as (
                             select public_incident_id, hashtextextended(said::text, 0)
                               from status_update said
                              where published_at is not null
                              union all
                             select public_incident_id, hashtextextended(wording::text, 0)
                               from status_wording wording
                               join status_update said on said.id = wording.status_update_id
                              union all
                             select public_incident_id, hashtextextended(component_id, 0)
                               from public_incident_component),
                             states as (select id, bit_xor(state) as state from shown group by id),
                             concerned as (select public_incident_id as id, array_agg(component_id) as components
                                             from public_incident_component
                                            group by 1)
                        select matter.id, kind, name, components,
                               coalesce(work.began_at, work.scheduled_for, matter.started_at) as began,
                               ended_at is not null as over,
                               hashtextextended(matter::text, 0) # coalesce(hashtextextended(work::text, 0), 0)
                                   # coalesce(states.state, 0) as state
                          from public_incident matter
                          left join maintenance work on work.id = matter.id
                          left join states on states.id = matter.id
                          left join concerned on concerned.id = matter.id
                         where matter.published_at is not null
                         order by matter.created_at desc, matter.id
                        """).map((row, _) -> title(row)).list();
    }

    /// Without groups.
    List<Contents.Left> left(Handle handle) {
        return handle.createQuery("""
                        select id, name, retired_at
                          from component
                         where retired_at is not null
                           and not starts_with(name, :group)
                         order by id
                        """)
                .bind("group", ComponentSettings.GROUP)
                .map((row, _) -> new Contents.Left(
                        id(row, "id"),
                        row.getString("name"),
                        instant(row, "retired_at").orElseThrow()))
                .list();
    }

    private static Contents.Title title(ResultSet row) throws SQLException {
        var components = row.getArray("components");
        return new Contents.Title(
                id(row, "id"),
                row.getString("kind").equals("maintenance"),
                row.getString("name"),
                instant(row, "began").orElseThrow(),
                row.getBoolean("over"),
                components == null
                        ? List.of()
                        : Stream.of((String[]) components.getArray())
                                .map(PublicId::new)
                                .toList(),
                row.getLong("state"));
    }
}
