package dev.tocsin.statuspage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// The rows of `status_change`.
final class ChangeStore {

    /// Adds a link. Two that come at once for one subject would have the same number: the second waits for the first,
    /// because one lock stands for the subject.
    void add(Handle handle, String subject, Instant at, String actor, String kind, String content) {
        handle.createQuery("select pg_advisory_xact_lock(hashtextextended('status-change ' || :subject, 0))::text")
                .bind("subject", subject)
                .mapTo(String.class)
                .one();
        var last = handle.createQuery("""
                        select *
                          from status_change
                         where subject = :subject
                         order by number desc
                         limit 1
                        """)
                .bind("subject", subject)
                .map((row, _) -> change(row))
                .findOne();
        // As PostgreSQL keeps it: a hash over more would not fit what is read.
        var kept = at.truncatedTo(ChronoUnit.MICROS);
        var link = Chain.link(
                subject,
                last.map(Change::number).orElse(0) + 1,
                kept,
                actor,
                kind,
                content,
                last.map(Change::hash).orElse(Chain.START));
        handle.createUpdate("""
                        insert into status_change (subject, number, at, actor, kind, content, hash)
                        values (:subject, :number, :at, :actor, :kind, :content, :hash)
                        """)
                .bind("subject", subject)
                .bind("number", link.number())
                .bind("at", kept)
                .bind("actor", actor)
                .bind("kind", kind)
                .bind("content", content)
                .bind("hash", link.hash())
                .execute();
    }

    /// The whole chain of one subject, the first link first.
    List<Change> of(Handle handle, String subject) {
        return handle.createQuery("""
                        select *
                          from status_change
                         where subject = :subject
                         order by number
                        """)
                .bind("subject", subject)
                .map((row, _) -> change(row))
                .list();
    }

    private static Change change(ResultSet row) throws SQLException {
        return new Change(
                row.getString("subject"),
                row.getInt("number"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                row.getString("kind"),
                row.getString("content"),
                row.getString("hash"));
    }
}
