package dev.tocsin.incidents.disclosure;

import dev.tocsin.incidents.disclosure.imap.Place;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// What we have of mailboxes: columns of `inbound_mail` and `imap_cursor`.
final class MailboxStore {

    /// Notes where a mail lay.
    void place(Handle handle, long id, Place place) {
        handle.createUpdate("""
                        update inbound_mail
                           set mailbox = :mailbox, uid_validity = :validity, uid = :uid
                         where id = :id
                        """)
                .bind("id", id)
                .bind("mailbox", place.mailbox())
                .bind("validity", place.uidValidity())
                .bind("uid", place.uid())
                .execute();
    }

    Set<Long> places(Handle handle, String mailbox, long uidValidity) {
        return handle.createQuery("""
                        select uid
                          from inbound_mail
                         where mailbox = :mailbox
                           and uid_validity = :validity
                        """)
                .bind("mailbox", mailbox)
                .bind("validity", uidValidity)
                .mapTo(long.class)
                .collect(Collectors.toSet());
    }

    List<MailboxCount> mailboxes(Handle handle) {
        return handle.createQuery("select mailbox, mails, missing, counted_at from imap_cursor order by mailbox")
                .map((row, _) -> new MailboxCount(
                        row.getString("mailbox"),
                        row.getInt("mails"),
                        row.getInt("missing"),
                        Optional.ofNullable(row.getObject("counted_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)))
                .list();
    }
}
