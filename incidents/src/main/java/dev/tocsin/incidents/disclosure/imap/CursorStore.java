package dev.tocsin.incidents.disclosure.imap;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// The rows of `imap_cursor`.
final class CursorStore {
    private static final Cursor START = new Cursor(0, 0);

    Cursor find(Handle handle, String mailbox) {
        return handle.createQuery("select uid_validity, last_uid from imap_cursor where mailbox = :mailbox")
                .bind("mailbox", mailbox)
                .map((row, _) -> new Cursor(row.getLong("uid_validity"), row.getLong("last_uid")))
                .findOne()
                .orElse(START);
    }

    /// Notes how many mails lay in the mailbox, and how many of those before the cursor we did not have.
    void counted(Handle handle, String mailbox, int mails, int missing, Instant at) {
        handle.createUpdate("""
                        update imap_cursor
                           set mails = :mails, missing = :missing, counted_at = :at
                         where mailbox = :mailbox
                        """)
                .bind("mailbox", mailbox)
                .bind("mails", mails)
                .bind("missing", missing)
                .bind("at", at)
                .execute();
    }

    void move(Handle handle, String mailbox, Cursor to) {
        handle.createUpdate("""
                        insert into imap_cursor (mailbox, uid_validity, last_uid)
                        values (:mailbox, :validity, :uid)
                        on conflict (mailbox) do update
                           set uid_validity = :validity, last_uid = :uid
                        """)
                .bind("mailbox", mailbox)
                .bind("validity", to.uidValidity())
                .bind("uid", to.lastUid())
                .execute();
    }
}
