package dev.tocsin.incidents.disclosure.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.incidents.disclosure.mail.Patience;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.bcpg.RSAPublicBCPGKey;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPPublicKeyRingCollection;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/// A PGP key that may have signed: a main key, or a subkey that both it and its main key say belongs to it.
///
/// @param fingerprint of the main key, by which people know it
record PgpSigner(PGPPublicKey key, PGPPublicKey main, String fingerprint) {
    private static final int MOST = 40;
    private static final int LARGEST = 8_192;
    private static final int LARGEST_EXPONENT = 64;

    /// Those in these armours; what cannot be read is left out, and so is what would take too long to reckon with.
    static List<PgpSigner> all(List<String> armoured) {
        var all = new ArrayList<PgpSigner>();
        for (var armour : armoured) {
            rings(armour).forEach(ring -> add(all, ring));
        }
        return all;
    }

    private static List<PGPPublicKeyRing> rings(String armour) {
        try (var in = PGPUtil.getDecoderStream(new ByteArrayInputStream(armour.getBytes(UTF_8)))) {
            var rings = new ArrayList<PGPPublicKeyRing>();
            new PGPPublicKeyRingCollection(in, new BcKeyFingerprintCalculator()).forEach(rings::add);
            return rings;
        } catch (IOException | PGPException | RuntimeException noKey) {
            return List.of();
        }
    }

    /// The fingerprints of the main keys in one.
    static List<String> fingerprints(String armoured) {
        return all(List.of(armoured)).stream()
                .map(PgpSigner::fingerprint)
                .distinct()
                .toList();
    }

    private static void add(List<PgpSigner> all, PGPPublicKeyRing ring) {
        var main = ring.getPublicKey();
        for (var key : ring) {
            Patience.check();
            if (all.size() < MOST && isSane(key) && (key.isMasterKey() || (isSane(main) && isBound(key, main)))) {
                var print = HexFormat.of().formatHex(main.getFingerprint()).toUpperCase(Locale.ROOT);
                all.add(new PgpSigner(key, main, print));
            }
        }
    }

    private static boolean isSane(PGPPublicKey key) {
        return key.getBitStrength() <= LARGEST
                && !(key.getPublicKeyPacket().getKey() instanceof RSAPublicBCPGKey rsa
                        && rsa.getPublicExponent().bitLength() > LARGEST_EXPONENT);
    }

    /// Without the word of both, anybody could hang his subkey on somebody's key, or somebody's on his own.
    private static boolean isBound(PGPPublicKey key, PGPPublicKey main) {
        var bindings = key.getSignaturesOfType(PGPSignature.SUBKEY_BINDING);
        var tries = 0;
        while (bindings.hasNext() && tries++ < 3) {
            var binding = bindings.next();
            if (isMadeBy(binding, main, key, main) && isAgreed(binding, key, main)) {
                return true;
            }
        }
        return false;
    }

    /// Whether the main key says that this subkey is its own, which is enough for one that seals.
    static boolean ownsUpTo(PGPPublicKey main, PGPPublicKey key) {
        var bindings = key.getSignaturesOfType(PGPSignature.SUBKEY_BINDING);
        var tries = 0;
        while (isSane(main) && isSane(key) && bindings.hasNext() && tries++ < 3) {
            if (isMadeBy(bindings.next(), main, key, main)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAgreed(PGPSignature binding, PGPPublicKey key, PGPPublicKey main) {
        try {
            // It proves itself, wherever it stands; GnuPG puts it where nothing is hashed.
            for (var facts : List.of(binding.getHashedSubPackets(), binding.getUnhashedSubPackets())) {
                for (var back : facts.getEmbeddedSignatures()) {
                    if (back.getSignatureType() == PGPSignature.PRIMARYKEY_BINDING && isMadeBy(back, main, key, key)) {
                        return true;
                    }
                }
            }
            return false;
        } catch (PGPException | RuntimeException malformed) {
            return false;
        }
    }

    private static boolean isMadeBy(PGPSignature one, PGPPublicKey main, PGPPublicKey key, PGPPublicKey signer) {
        try {
            one.init(new BcPGPContentVerifierBuilderProvider(), signer);
            return one.verifyCertification(main, key);
        } catch (PGPException | RuntimeException malformed) {
            return false;
        }
    }

    boolean made(PGPSignature one) {
        return one.hasKeyIdentifier(key.getKeyIdentifier());
    }

    /// Why it could sign nothing then; empty when it could.
    Optional<String> faultAt(Instant at) {
        if (isRevoked(key.getSignatures()) || isRevoked(main.getSignatures())) {
            return Optional.of("its key was revoked");
        }
        return lived(key, at) && lived(main, at)
                ? Optional.empty()
                : Optional.of("its key was not valid when it was made");
    }

    private static boolean isRevoked(Iterator<PGPSignature> signatures) {
        while (signatures.hasNext()) {
            var type = signatures.next().getSignatureType();
            if (type == PGPSignature.KEY_REVOCATION || type == PGPSignature.SUBKEY_REVOCATION) {
                return true;
            }
        }
        return false;
    }

    private static boolean lived(PGPPublicKey key, Instant at) {
        var born = key.getCreationTime().toInstant();
        var seconds = key.getValidSeconds();
        return !at.isBefore(born) && (seconds == 0 || at.isBefore(born.plusSeconds(seconds)));
    }
}
