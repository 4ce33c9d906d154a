package dev.tocsin.statuspage;

import static dev.tocsin.statuspage.Rows.id;
import static dev.tocsin.statuspage.Rows.instant;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// The SQL of what was promised to customers.
final class PromiseStore {
    static final String DUE = """
            select from public_incident
             where promise_told_at is null
               and (promise_paged
                    or next_update_by <= cast(:now as timestamptz) + interval '10 minutes' and published_at is not null)
            """;

    /// By then `author` wants to have spoken of this matter again.
    record Promise(PublicId matter, String title, String author, Instant by) {}

    /// Those that end before `until` and of which nobody was reminded.
    List<Promise> near(Handle handle, Instant until) {
        return handle.createQuery("""
                        select *
                          from public_incident
                         where next_update_by <= :until
                           and promise_told_at is null
                           and published_at is not null
                         order by next_update_by, id
                        """)
                .bind("until", until)
                .map((row, _) -> new Promise(
                        id(row, "id"),
                        row.getString("name"),
                        row.getString("author"),
                        instant(row, "next_update_by").orElseThrow()))
                .list();
    }

    /// False when somebody else reminded of it, or it was kept meanwhile.
    boolean told(Handle handle, PublicId matter, Instant at, boolean paged) {
        return handle.createUpdate("""
                                update public_incident
                                   set promise_told_at = :at, promise_paged = promise_paged or :paged
                                 where id = :id
                                   and next_update_by is not null
                                   and promise_told_at is null
                                """)
                        .bind("id", matter.value())
                        .bind("at", at)
                        .bind("paged", paged)
                        .execute()
                == 1;
    }

    /// People were paged for them, and an update has come since.
    List<PublicId> keptAndPaged(Handle handle) {
        return handle.createQuery("""
                        select id
                          from public_incident
                         where promise_paged
                           and promise_told_at is null
                         order by id
                        """).map((row, _) -> id(row, "id")).list();
    }

    void letGo(Handle handle, PublicId matter) {
        handle.createUpdate("update public_incident set promise_paged = false where id = :id")
                .bind("id", matter.value())
                .execute();
    }

    String author(Handle handle, PublicId matter) {
        return handle.createQuery("select author from public_incident where id = :id")
                .bind("id", matter.value())
                .mapTo(String.class)
                .one();
    }
}
