package dev.tocsin.incidents.disclosure.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.incidents.disclosure.mail.Patience;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPEncryptedDataGenerator;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPLiteralDataGenerator;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPPublicKeyRingCollection;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPDataEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyKeyEncryptionMethodGenerator;

/// The PGP key of somebody to whom we write.
public final class Correspondent {
    private final PGPPublicKey key;
    private final String armoured;

    private Correspondent(PGPPublicKey key, String armoured) {
        this.key = key;
        this.armoured = armoured;
    }

    /// The first key in `armoured` that messages can be sealed for at `now`; empty when there is none.
    public static Optional<Correspondent> read(String armoured, Instant now) {
        try {
            var in = PGPUtil.getDecoderStream(new ByteArrayInputStream(armoured.getBytes(UTF_8)));
            var rings = new PGPPublicKeyRingCollection(in, new BcKeyFingerprintCalculator());
            return StreamSupport.stream(rings.spliterator(), false)
                    .flatMap(ring -> sealing(ring, now).stream())
                    .findFirst()
                    .map(found -> new Correspondent(found, armoured));
        } catch (IOException | PGPException | RuntimeException noKey) {
            return Optional.empty();
        }
    }

    /// A subkey is for sealing where there is one, and the main key for signing. One that the main key does not own up
    /// to is somebody else's.
    private static Optional<PGPPublicKey> sealing(PGPPublicKeyRing ring, Instant now) {
        var main = ring.getPublicKey();
        return StreamSupport.stream(ring.spliterator(), false)
                .peek(_ -> Patience.check())
                .filter(candidate -> candidate.isEncryptionKey() && !candidate.hasRevocation() && lives(candidate, now))
                .filter(candidate -> candidate.isMasterKey() || PgpSigner.ownsUpTo(main, candidate))
                .reduce((one, other) -> one.isMasterKey() ? other : one)
                .filter(_ -> !main.hasRevocation() && lives(main, now));
    }

    /// The fingerprints of the main keys in `armoured`, as [Signature] names them.
    public static List<String> fingerprints(String armoured) {
        return PgpSigner.fingerprints(armoured);
    }

    private static boolean lives(PGPPublicKey key, Instant now) {
        var seconds = key.getValidSeconds();
        return seconds == 0
                || key.getCreationTime()
                        .toInstant()
                        .plus(Duration.ofSeconds(seconds))
                        .isAfter(now);
    }

    public String armoured() {
        return armoured;
    }

    /// In hexadecimal.
    public String fingerprint() {
        return HexFormat.of().formatHex(key.getFingerprint());
    }

    /// `text` sealed for this key and signed by ours, where we have one; armoured, to stand in a mail as it is.
    public String seal(String text, Optional<PgpKey> ours, Instant now) {
        var out = new ByteArrayOutputStream();
        try (var armour = new ArmoredOutputStream(out)) {
            var sealing = new PGPEncryptedDataGenerator(new BcPGPDataEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256)
                    .setWithIntegrityPacket(true)
                    .setSecureRandom(new SecureRandom()));
            sealing.addMethod(new BcPublicKeyKeyEncryptionMethodGenerator(key));
            var words = text.getBytes(UTF_8);
            try (var sealed = sealing.open(armour, new byte[4_096])) {
                var signature = ours.flatMap(own -> own.signing(now));
                if (signature.isPresent()) {
                    signature.get().generateOnePassVersion(false).encode(sealed);
                }
                try (var literal = new PGPLiteralDataGenerator()
                        .open(sealed, PGPLiteralData.UTF8, "", Date.from(now), new byte[4_096])) {
                    literal.write(words);
                }
                if (signature.isPresent()) {
                    signature.get().update(words);
                    signature.get().generate().encode(sealed);
                }
            }
        } catch (IOException | PGPException fault) {
            throw new IllegalStateException("a key that was read cannot seal: " + fingerprint(), fault);
        }
        return out.toString(UTF_8);
    }
}
