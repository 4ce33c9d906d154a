package dev.tocsin.monitor.posture.tls;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the handshakes with one address showed.
///
/// @param handshake with a client of today, with the name of the host
/// @param old whether each version before TLS 1.2 was answered, in ascending order; those that could not be tried are
/// missing
/// @param staticRsa whether suites without forward secrecy were taken when nothing else was offered
/// @param dh the bits of the group of a DHE suite, where only such were offered and one was taken
/// @param postQuantum whether the group X25519MLKEM768 was chosen
/// @param withoutName the subject of the certificate that a client gets which names no host
public record TlsSurvey(
        Handshake handshake,
        Map<String, Answer> old,
        Answer staticRsa,
        Answer dhe,
        Optional<Integer> dh,
        Answer postQuantum,
        Optional<String> withoutName) {

    /// Whether an offer was taken.
    public enum Answer {
        TAKEN,
        REFUSED,
        UNKNOWN
    }

    /// How the handshake of a client of today ended.
    public sealed interface Handshake {

        /// Both sides agreed.
        ///
        /// @param version as Java names it, such as `TLSv1.3`
        record Done(String version, String cipher, boolean asksForCertificate) implements Handshake {}

        /// The server answered and they could not agree.
        record Refused(String reason) implements Handshake {}

        /// What answered does not speak TLS.
        record NoTls(String reason) implements Handshake {}

        /// This machine has no way to the address, which says nothing about the target.
        record OutOfReach(String reason) implements Handshake {}

        /// Nothing answered.
        record Silent(String reason) implements Handshake {}
    }

    public TlsSurvey {
        old = Map.copyOf(old);
    }

    /// The versions before TLS 1.2 that were answered.
    List<String> answered() {
        return old.entrySet().stream()
                .filter(entry -> entry.getValue() == Answer.TAKEN)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
