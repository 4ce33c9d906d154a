package dev.tocsin.monitor.posture.tls;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What the handshakes with one address showed.
///
/// @param handshake with a client of today, with the name of the host
/// @param offers what was tried besides
/// @param carried when the offers were tried, where that was in an earlier look
public record TlsSurvey(Handshake handshake, Offers offers, Optional<Instant> carried) {

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

    /// What a server takes that a client of today does not offer.
    ///
    /// @param old whether each version before TLS 1.2 was answered; those that could not be tried are missing
    /// @param staticRsa whether suites without forward secrecy were taken when nothing else was offered
    /// @param dh the bits of the group of a DHE suite, where only such were offered and one was taken
    /// @param broken whether one was taken where nothing but suites was offered that protect nothing
    /// @param suite what kind of those it was
    /// @param postQuantum whether the group X25519MLKEM768 was chosen
    /// @param withoutName the subject of the certificate that a client gets which names no host
    public record Offers(
            Map<String, Answer> old,
            Answer staticRsa,
            Answer dhe,
            Optional<Integer> dh,
            Answer broken,
            Optional<String> suite,
            Answer postQuantum,
            Optional<String> withoutName) {

        /// Nothing was tried.
        public static final Offers UNTRIED = new Offers(
                Map.of(),
                Answer.UNKNOWN,
                Answer.UNKNOWN,
                Optional.empty(),
                Answer.UNKNOWN,
                Optional.empty(),
                Answer.UNKNOWN,
                Optional.empty());

        public Offers {
            old = Map.copyOf(old);
        }

        /// Whether nothing was left open.
        public boolean known() {
            return !old.isEmpty()
                    && Stream.concat(old.values().stream(), Stream.of(staticRsa, dhe, broken, postQuantum))
                            .noneMatch(Answer.UNKNOWN::equals);
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
}
