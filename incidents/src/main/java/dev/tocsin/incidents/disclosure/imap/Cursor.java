package dev.tocsin.incidents.disclosure.imap;

/// How far a mailbox was read. A UID means something only together with the UIDVALIDITY of its time.
record Cursor(long uidValidity, long lastUid) {

    /// From where to read on in a mailbox that has this UIDVALIDITY now: from the beginning where it was made anew.
    /// What
    /// we have already is recognised and not doubled.
    long nextUid(long validityNow) {
        return uidValidity == validityNow ? lastUid + 1 : 1;
    }
}
