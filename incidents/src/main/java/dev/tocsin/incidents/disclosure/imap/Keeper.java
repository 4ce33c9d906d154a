package dev.tocsin.incidents.disclosure.imap;

import dev.tocsin.incidents.mailroom.RawMail;
import java.time.Instant;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Keeps what lies in a mailbox.
public interface Keeper {
    /// Keeps a mail inside the transaction that moves the cursor past it, so that none is kept twice and none is
    /// passed over.
    void keep(Handle handle, RawMail raw, Instant at, Place place);

    /// The UIDs of those that were kept.
    Set<Long> kept(Handle handle, String mailbox, long uidValidity);
}
