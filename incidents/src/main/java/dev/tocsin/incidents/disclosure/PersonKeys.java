package dev.tocsin.incidents.disclosure;

import dev.tocsin.incidents.disclosure.crypto.CertificateHolder;
import dev.tocsin.incidents.disclosure.crypto.Correspondent;
import dev.tocsin.incidents.disclosure.crypto.Keyring;
import dev.tocsin.incidents.disclosure.crypto.SealedText;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// By what answers can be sealed for somebody.
///
/// @param pgp armoured; empty when there is none
/// @param certificate by which they are where there is no PGP key (S/MIME), in base64; empty when there is none
public record PersonKeys(String pgp, String certificate) {
    static final PersonKeys NONE = new PersonKeys("", "");

    boolean isEmpty() {
        return pgp.isEmpty() && certificate.isEmpty();
    }

    /// Whether answers can be sealed by them now.
    boolean seal(Instant now) {
        return Correspondent.read(pgp, now).isPresent()
                || CertificateHolder.read(certificate, now).isPresent();
    }

    /// `text` sealed by them; empty when they cannot.
    Optional<SealedText> sealed(String text, Keyring ours, Instant now) {
        return Correspondent.read(pgp, now)
                .map(key -> new SealedText(key.seal(text, ours.pgp(), now), false))
                .or(() -> CertificateHolder.read(certificate, now).map(one -> one.seal(text, ours.smime())));
    }

    /// The fingerprint of the part of the PGP key that seals; empty when none does.
    String sealing(Instant now) {
        return Correspondent.read(pgp, now).map(Correspondent::fingerprint).orElse("");
    }

    /// The one with this fingerprint alone; nothing where there is none.
    PersonKeys only(String fingerprint) {
        return new PersonKeys(
                Correspondent.fingerprints(pgp).contains(fingerprint) ? pgp : "",
                CertificateHolder.fingerprint(certificate).stream().anyMatch(fingerprint::equals) ? certificate : "");
    }

    /// By which they are known again when nobody wants them: as people compare them, but for what those of `kept` say
    /// too, and by the part that seals.
    List<String> marksBeside(PersonKeys kept, Instant now) {
        var known = kept.fingerprints();
        return Stream.concat(
                        fingerprints().stream().filter(print -> !known.contains(print)),
                        Stream.of(sealing(now).toUpperCase(Locale.ROOT)).filter(print -> !print.isEmpty()))
                .distinct()
                .toList();
    }

    /// As people compare them, in hexadecimal.
    public List<String> fingerprints() {
        return Stream.concat(
                        Correspondent.fingerprints(pgp).stream(), CertificateHolder.fingerprint(certificate).stream())
                .toList();
    }
}
