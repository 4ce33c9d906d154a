package dev.tocsin.incidents.disclosure;

import dev.tocsin.incidents.disclosure.crypto.SealedText;
import java.util.Optional;

/// A letter that is to leave.
///
/// @param author who wrote it
/// @param person who takes part in the case; `recipient` is where his mail goes, which may be another address
/// @param kept what we keep of it: the text, without what only its reader may have
/// @param sealed as it leaves, where that differs from what it says
/// @param automatic whether a machine wrote it
record Outgoing(
        String author,
        String person,
        String recipient,
        String text,
        String kept,
        Optional<SealedText> sealed,
        boolean automatic) {

    /// A person's words to somebody who takes part.
    static Outgoing byPerson(String author, String person, String text, Optional<SealedText> sealed) {
        return new Outgoing(author, person, person, text, text, sealed, false);
    }

    /// A machine's words, in the clear.
    static Outgoing byMachine(String author, String recipient, String text) {
        return new Outgoing(author, recipient, recipient, text, text, Optional.empty(), true);
    }
}
