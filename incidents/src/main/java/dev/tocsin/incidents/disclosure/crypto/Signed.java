package dev.tocsin.incidents.disclosure.crypto;

import dev.tocsin.incidents.mailroom.Octets;
import java.util.Optional;

/// Something in a mail that bears a signature which nobody has looked at yet.
///
/// @param content exactly what is signed; empty where the signature itself holds it (opaque S/MIME)
/// @param whole whether it is all that the mail says and brings, and not just a piece of that
public record Signed(Form form, Optional<Octets> content, Octets signature, boolean whole) {

    /// By which of the two standards.
    public enum Form {
        PGP("pgp"),
        SMIME("smime");

        private final String word;

        Form(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
