package dev.tocsin.incidents.disclosure;

import dev.tocsin.incidents.disclosure.crypto.Signature;
import java.util.ArrayList;
import java.util.List;

/// What is known of a signature on a message, as it is kept with it. It makes nobody trusted: a handler weighs it.
///
/// @param form `pgp` or `smime`
/// @param state `valid`, `invalid` or `unknown-key`
/// @param key the fingerprint, in hexadecimal
/// @param sameKey whether the same address sent this key to the case before
/// @param whole whether it covers all of the mail
/// @param trust `anchored` where an authority vouches for a certificate, else `unknown`
/// @param words for people
public record Proof(String form, String state, String key, boolean sameKey, boolean whole, String trust, String words) {

    /// @param before the fingerprints of the keys that this address sent before
    static List<Proof> of(List<Signature> signatures, List<String> before) {
        return signatures.stream()
                .map(one -> new Proof(
                        one.form().word(),
                        one.state().word(),
                        one.key(),
                        one.state() == Signature.State.VALID && before.contains(one.key()),
                        one.whole(),
                        one.anchored() ? "anchored" : "unknown",
                        one.words()))
                .toList();
    }

    /// What a handler sees at once.
    static List<String> flags(List<Proof> proofs, List<String> before) {
        var flags = new ArrayList<String>();
        for (var one : proofs) {
            flags.add("signature-" + one.state());
            if (one.state().equals("valid") && !one.whole()) {
                flags.add("signature-of-a-part");
            }
            if (one.state().equals("valid") && one.form().equals("pgp") && !before.isEmpty() && !one.sameKey()) {
                flags.add("signature-by-another-key");
            }
        }
        return flags.stream().distinct().toList();
    }
}
