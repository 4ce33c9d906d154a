package dev.tocsin.statuspage;

import static dev.tocsin.statuspage.Rows.id;
import static dev.tocsin.statuspage.Rows.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// The SQL by which something is said: written down, rewritten, published, corrected.
final class AnnouncementStore {
    /// What is told of, as its authors see it; `phase` is empty while nobody has read of it.
    record Matter(
            PublicId id,
            boolean maintenance,
            String title,
            Optional<Phase> phase,
            Impact impact,
            Optional<Impact> override,
            String author) {}

    void open(
            Handle handle,
            PublicId id,
            boolean maintenance,
            String title,
            Phase phase,
            String author,
            Instant startedAt,
            Instant now) {
        handle.createUpdate("""
                        insert into public_incident
                               (id, kind, name, status, impact, author, created_at, updated_at, started_at)
                        values (:id, :kind, :title, :phase, 'none', :author, :now, :now, :started)
                        """)
                .bind("id", id.value())
                .bind("kind", maintenance ? "maintenance" : "incident")
                .bind("title", title)
                .bind("phase", phase.word())
                .bind("author", author)
                .bind("now", now)
                .bind("started", startedAt)
                .execute();
    }

    /// Whoever holds it may say something of it.
    Optional<Matter> lock(Handle handle, PublicId id) {
        return handle.createQuery("""
                        select *
                          from public_incident
                         where id = :id
                           for no key update
                        """)
                .bind("id", id.value())
                .map((row, _) -> matter(row))
                .findOne();
    }

    void write(
            Handle handle,
            PublicId id,
            PublicId matter,
            Words words,
            String author,
            Optional<Instant> publishAt,
            Instant now) {
        handle.createUpdate("""
                        insert into status_update
                               (id, public_incident_id, status, body, impact, components, next_update_by, author,
                                silent, publish_at, created_at, display_at)
                        values (:id, :matter, :phase, :body, :impact, :components, :next, :author,
                                :silent, :publishAt, :now, :now)
                        """)
                .bind("id", id.value())
                .bind("matter", matter.value())
                .bind("phase", words.phase().word())
                .bind("body", words.body())
                .bind("impact", words.impact().map(Impact::word))
                .bindArray("components", String.class, Rows.values(words.components()))
                .bind("next", words.nextUpdateBy())
                .bind("author", author)
                .bind("silent", words.silent())
                .bind("publishAt", publishAt)
                .bind("now", now)
                .execute();
    }

    /// False when it was published before.
    boolean rewrite(Handle handle, PublicId id, Words words, Optional<Instant> publishAt) {
        return handle.createUpdate("""
                                update status_update
                                   set status = :phase, body = :body, impact = :impact, components = :components,
                                       next_update_by = :next, silent = :silent, publish_at = :publishAt
                                 where id = :id
                                   and published_at is null
                                """)
                        .bind("id", id.value())
                        .bind("phase", words.phase().word())
                        .bind("body", words.body())
                        .bind("impact", words.impact().map(Impact::word))
                        .bindArray("components", String.class, Rows.values(words.components()))
                        .bind("next", words.nextUpdateBy())
                        .bind("silent", words.silent())
                        .bind("publishAt", publishAt)
                        .execute()
                == 1;
    }

    /// Customers read it from `at` on. False when they did before.
    boolean release(Handle handle, PublicId update, Instant at) {
        return handle.createUpdate("""
                                update status_update
                                   set published_at = :at, created_at = :at, display_at = :at, publish_at = null
                                 where id = :id
                                   and published_at is null
                                """)
                        .bind("id", update.value())
                        .bind("at", at)
                        .execute()
                == 1;
    }

    /// What it says becomes what the matter is. What nobody had read of begins to exist for them now.
    void advance(Handle handle, Matter matter, Written said, Impact impact, Instant at) {
        var phase = said.words().phase();
        handle.createUpdate("""
                        update public_incident
                           set status = :phase, impact = :impact, author = :author, updated_at = :at,
                               next_update_by = :next, promise_told_at = null,
                               monitoring_at = case when :phase = 'monitoring' then coalesce(monitoring_at, :at)
                                                    else monitoring_at end,
                               resolved_at = case when not :open then coalesce(resolved_at, :at) end,
                               started_at = case when published_at is null and started_at = created_at
                                                 then :at else started_at end,
                               created_at = case when published_at is null then :at else created_at end,
                               published_at = coalesce(published_at, :at)
                         where id = :id
                        """)
                .bind("id", matter.id().value())
                .bind("phase", phase.word())
                .bind("open", phase.isOpen())
                .bind("impact", impact.word())
                .bind("author", said.author())
                .bind("next", said.words().nextUpdateBy().filter(_ -> phase.isOpen()))
                .bind("at", at)
                .execute();
        addComponents(handle, matter.id(), said.words().components());
    }

    void addComponents(Handle handle, PublicId matter, Set<PublicId> components) {
        handle.createUpdate("""
                        insert into public_incident_component (public_incident_id, component_id)
                        select :matter, unnest(:components)
                            on conflict do nothing
                        """)
                .bind("matter", matter.value())
                .bindArray("components", String.class, Rows.values(components))
                .execute();
    }

    /// Gives a published update other words, and keeps what stood there.
    void edit(Handle handle, Written before, String body, Instant at) {
        handle.createUpdate("""
                        insert into status_wording (status_update_id, replaced_at, body)
                        values (:id, :at, :body)
                        """)
                .bind("id", before.id().value())
                .bind("at", at)
                .bind("body", before.words().body())
                .execute();
        handle.createUpdate("""
                        update status_update
                           set body = :body, edited_at = :at
                         where id = :id
                        """)
                .bind("id", before.id().value())
                .bind("body", body)
                .bind("at", at)
                .execute();
        handle.createUpdate("update public_incident set updated_at = :at where id = :id")
                .bind("id", before.incident().value())
                .bind("at", at)
                .execute();
    }

    void rename(Handle handle, PublicId matter, String title, Optional<Impact> override, Instant at) {
        handle.createUpdate("""
                        update public_incident
                           set name = :title, impact_override = :override, updated_at = :at
                         where id = :id
                        """)
                .bind("id", matter.value())
                .bind("title", title)
                .bind("override", override.map(Impact::word))
                .bind("at", at)
                .execute();
    }

    /// Only what nobody has read may vanish. False when it was published.
    boolean drop(Handle handle, PublicId update) {
        return handle.createUpdate("delete from status_update where id = :id and published_at is null")
                        .bind("id", update.value())
                        .execute()
                == 1;
    }

    /// An incident of which nothing was ever published, nor waits for it, vanishes with its last draft.
    boolean dropMatter(Handle handle, PublicId matter) {
        for (var table : List.of("public_incident_cause", "public_incident_component", "maintenance")) {
            handle.createUpdate("""
                            delete from %s
                             where %s = (select id
                                           from public_incident
                                          where id = :id
                                            and published_at is null
                                            and not exists (select from status_update where public_incident_id = :id))
                            """.formatted(table, table.equals("maintenance") ? "id" : "public_incident_id"))
                    .bind("id", matter.value())
                    .execute();
        }
        return handle.createUpdate("""
                                delete from public_incident
                                 where id = :id
                                   and published_at is null
                                   and not exists (select from status_update where public_incident_id = :id)
                                """).bind("id", matter.value()).execute() == 1;
    }

    private static Matter matter(ResultSet row) throws SQLException {
        return new Matter(
                id(row, "id"),
                row.getString("kind").equals("maintenance"),
                row.getString("name"),
                instant(row, "published_at").isPresent()
                        ? Optional.of(Phase.of(row.getString("status")))
                        : Optional.empty(),
                Impact.of(row.getString("impact")),
                Optional.ofNullable(row.getString("impact_override")).map(Impact::of),
                row.getString("author"));
    }
}
