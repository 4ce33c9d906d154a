package dev.tocsin.incidents.disclosure.imap;

import dev.tocsin.incidents.mailroom.RawMail;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// Keeps a mail inside the transaction that moves the cursor past it, so that none is kept twice and none is passed
/// over.
public interface Keeper {
    void keep(Handle handle, RawMail raw, Instant at);
}
