package dev.tocsin.incidents.disclosure.crypto;

import dev.tocsin.incidents.mailroom.Octets;
import java.util.Optional;

/// What a signature turned out to be. A valid one says that whoever holds the key wrote these words; whose key that
/// is, it does not say.
///
/// @param key the fingerprint in hexadecimal; of an unknown key its id, or nothing
/// @param whole whether it covers all of the mail
/// @param anchored whether an authority that Java knows says that the certificate is its writer's (S/MIME alone)
/// @param words for people
/// @param certificate that signed validly, in DER; S/MIME alone
public record Signature(
        Signed.Form form,
        State state,
        String key,
        boolean whole,
        boolean anchored,
        String words,
        Optional<Octets> certificate) {

    public enum State {
        VALID("valid"),
        INVALID("invalid"),
        UNKNOWN_KEY("unknown-key");

        private final String word;

        State(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    static Signature invalid(Signed signed, String key, String words) {
        return new Signature(signed.form(), State.INVALID, key, signed.whole(), false, words, Optional.empty());
    }

    static Signature unknown(Signed signed, String key, String words) {
        return new Signature(signed.form(), State.UNKNOWN_KEY, key, signed.whole(), false, words, Optional.empty());
    }
}
