package dev.tocsin.incidents.disclosure;

import dev.tocsin.incidents.disclosure.crypto.CertificateHolder;
import dev.tocsin.incidents.disclosure.crypto.Correspondent;
import dev.tocsin.incidents.disclosure.crypto.Keyring;
import dev.tocsin.incidents.disclosure.crypto.SealedText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Somebody who takes part in a case.
///
/// @param address in lower case
/// @param approved one who is not is told nothing
/// @param pgpKey by which answers are sealed for him; empty when we have none
/// @param certificate by which they are where we have no PGP key (S/MIME); empty when we have none
public record Participant(
        String address, String name, String authenticity, boolean approved, String pgpKey, String certificate) {

    /// Whether answers can be sealed for him.
    boolean hasKey(Instant now) {
        return Correspondent.read(pgpKey, now).isPresent()
                || CertificateHolder.read(certificate, now).isPresent();
    }

    /// `text` sealed for him; empty when we have no key of his.
    Optional<SealedText> sealed(String text, Keyring ours, Instant now) {
        return Correspondent.read(pgpKey, now)
                .map(key -> new SealedText(key.seal(text, ours.pgp(), now), false))
                .or(() -> CertificateHolder.read(certificate, now).map(one -> one.seal(text, ours.smime())));
    }

    /// The fingerprints of his keys.
    List<String> fingerprints() {
        return Stream.concat(
                        Correspondent.fingerprints(pgpKey).stream(),
                        CertificateHolder.fingerprint(certificate).stream())
                .toList();
    }
}
