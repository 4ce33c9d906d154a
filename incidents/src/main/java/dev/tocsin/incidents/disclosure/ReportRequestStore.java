package dev.tocsin.incidents.disclosure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The rows of `report_request`.
final class ReportRequestStore {

    long insert(
            Handle handle, DisclosureId of, String recipient, String company, String nda, String author, Instant at) {
        return handle.createQuery("""
                        insert into report_request (disclosure_id, recipient, company, nda, requested_by, requested_at)
                        values (:of, :recipient, :company, :nda, :author, :at)
                        returning id
                        """)
                .bind("of", of.value())
                .bind("recipient", recipient)
                .bind("company", Text.kept(company))
                .bind("nda", Text.kept(nda))
                .bind("author", author)
                .bind("at", at)
                .mapTo(long.class)
                .one();
    }

    /// False when it was approved before.
    boolean approve(Handle handle, long id, String approver, byte[] linkHash, Instant at, Instant expiresAt) {
        return handle.createUpdate("""
                                update report_request
                                   set approved_by = :approver, approved_at = :at, link_hash = :hash, expires_at = :expires
                                 where id = :id
                                   and approved_by is null
                                """)
                        .bind("id", id)
                        .bind("approver", approver)
                        .bind("hash", linkHash)
                        .bind("at", at)
                        .bind("expires", expiresAt)
                        .execute()
                == 1;
    }

    void revoke(Handle handle, long id) {
        handle.createUpdate("update report_request set link_hash = null where id = :id")
                .bind("id", id)
                .execute();
    }

    List<ReportRequest> all(Handle handle, DisclosureId of) {
        return handle.createQuery("select * from report_request where disclosure_id = :of order by id")
                .bind("of", of.value())
                .map((row, _) -> request(row))
                .list();
    }

    Optional<ReportRequest> find(Handle handle, DisclosureId of, long id) {
        return all(handle, of).stream().filter(one -> one.id() == id).findFirst();
    }

    /// One whose link still works.
    Optional<ReportRequest> findByLink(Handle handle, byte[] hash, Instant now) {
        return handle.createQuery("select * from report_request where link_hash = :hash and expires_at > :now")
                .bind("hash", hash)
                .bind("now", now)
                .map((row, _) -> request(row))
                .findOne();
    }

    void erase(Handle handle, DisclosureId of) {
        handle.createUpdate("""
                        update report_request
                           set recipient = '', company = '', nda = '', link_hash = null
                         where disclosure_id = :of
                        """).bind("of", of.value()).execute();
    }

    private static ReportRequest request(ResultSet row) throws SQLException {
        return new ReportRequest(
                row.getLong("id"),
                new DisclosureId(row.getLong("disclosure_id")),
                row.getString("recipient"),
                row.getString("company"),
                row.getString("nda"),
                row.getString("requested_by"),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getString("approved_by")),
                Optional.ofNullable(row.getObject("expires_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }
}
