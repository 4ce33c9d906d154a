package dev.tocsin.incidents.disclosure;

import dev.tocsin.incidents.disclosure.crypto.CertificateHolder;
import dev.tocsin.incidents.disclosure.crypto.Correspondent;
import dev.tocsin.incidents.disclosure.crypto.Keyring;
import dev.tocsin.incidents.disclosure.crypto.OpenedMail;
import dev.tocsin.incidents.disclosure.crypto.Signature;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The keys that came with a mail, read before its turn to be decided: what a stranger sends may take its time, and is
/// not to take that of others.
///
/// @param encrypted whether they stood in what was encrypted, and not beside it
/// @param sealing the fingerprint of the part of the PGP key that seals; empty when there is no such key
/// @param pgpPrints of the PGP key, as people compare them
public record BroughtKeys(
        PersonKeys keys, boolean encrypted, String sealing, List<String> pgpPrints, List<String> certificatePrints) {
    static final BroughtKeys NONE = new BroughtKeys(PersonKeys.NONE, false, "", List.of(), List.of());

    public BroughtKeys {
        pgpPrints = List.copyOf(pgpPrints);
        certificatePrints = List.copyOf(certificatePrints);
    }

    /// The first PGP key in the mail by which its writer can be answered.
    ///
    /// @param raw the mail as it came
    static BroughtKeys in(OpenedMail opened, byte[] raw, Instant now) {
        var encrypted = opened.encrypted() && isBare(raw);
        return PublicKeys.in(opened.mail(), now)
                .map(key -> new BroughtKeys(
                        new PersonKeys(key.armoured(), ""),
                        encrypted,
                        key.fingerprint(),
                        Correspondent.fingerprints(key.armoured()),
                        List.of()))
                .orElseGet(() -> new BroughtKeys(PersonKeys.NONE, encrypted, "", List.of(), List.of()));
    }

    /// Whether nothing is to be seen in it, while it is shut, that seals or signs.
    private static boolean isBare(byte[] raw) {
        var shut = OpenedMail.of(raw, Keyring.EMPTY);
        return shut.signatures().isEmpty()
                && PublicKeys.all(shut.mail()).findAny().isEmpty();
    }

    /// These with the certificate by which `writer` signed all of his mail.
    BroughtKeys with(List<Signature> signatures, String writer, Instant now) {
        return signatures.stream()
                .flatMap(one -> CertificateHolder.kept(one, writer, now).stream())
                .findFirst()
                .map(certificate -> new BroughtKeys(
                        new PersonKeys(keys.pgp(), certificate),
                        encrypted,
                        sealing,
                        pgpPrints,
                        CertificateHolder.fingerprint(certificate).stream().toList()))
                .orElse(this);
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    List<String> fingerprints() {
        return Stream.concat(pgpPrints.stream(), certificatePrints.stream()).toList();
    }

    /// Those of them that nobody dismissed, and the fingerprints of those that somebody did.
    Wanted without(List<String> dismissed) {
        var pgp = Stream.concat(Stream.of(sealing), pgpPrints.stream())
                .map(print -> print.toUpperCase(Locale.ROOT))
                .filter(dismissed::contains)
                .toList();
        var certificate = certificatePrints.stream().filter(dismissed::contains).toList();
        var wanted = pgp.isEmpty() ? this : withoutPgp();
        return new Wanted(
                certificate.isEmpty() ? wanted : wanted.withoutCertificate(),
                Stream.concat(pgp.stream(), certificate.stream()).distinct().toList());
    }

    /// What is left when those are taken out that were dismissed.
    record Wanted(BroughtKeys keys, List<String> dismissed) {}

    /// Those of them by which answers would be sealed otherwise than by `kept`. A PGP key that says the same of
    /// itself is compared by the part that seals: another may have hung a part of his own on it.
    BroughtKeys otherThan(PersonKeys kept, Instant now) {
        var same = sealing.equals(kept.sealing(now)) ? withoutPgp() : this;
        return keys.certificate().equals(kept.certificate()) ? same.withoutCertificate() : same;
    }

    private BroughtKeys withoutPgp() {
        return new BroughtKeys(new PersonKeys("", keys.certificate()), encrypted, "", List.of(), certificatePrints);
    }

    private BroughtKeys withoutCertificate() {
        return new BroughtKeys(new PersonKeys(keys.pgp(), ""), encrypted, sealing, pgpPrints, List.of());
    }
}
