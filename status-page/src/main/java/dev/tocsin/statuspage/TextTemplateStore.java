package dev.tocsin.statuspage;

import dev.tocsin.statuspage.TextTemplates.TextTemplate;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// The rows of `status_template`.
final class TextTemplateStore {

    List<TextTemplate> all(Handle handle) {
        return handle.createQuery("""
                        select *
                          from status_template
                         order by name
                        """)
                .map((row, _) -> new TextTemplate(row.getString("name"), row.getString("title"), row.getString("body")))
                .list();
    }

    void put(Handle handle, TextTemplate template, Instant now) {
        handle.createUpdate("""
                        insert into status_template (name, title, body, updated_at)
                        values (:name, :title, :body, :now)
                            on conflict (name) do update
                           set title = excluded.title, body = excluded.body, updated_at = excluded.updated_at
                        """)
                .bind("name", template.name())
                .bind("title", template.title())
                .bind("body", template.body())
                .bind("now", now)
                .execute();
    }

    boolean remove(Handle handle, String name) {
        return handle.createUpdate("delete from status_template where name = :name")
                        .bind("name", name)
                        .execute()
                == 1;
    }
}
