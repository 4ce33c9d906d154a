package dev.tocsin.incidents.disclosure.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPKeyRingGenerator;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPPublicKeyRingCollection;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.jcajce.JcaPGPKeyPair;

/// Keys for tests, made on the spot; [#PASSPHRASE] opens them.
public final class MadeKeys {
    public static final String PASSPHRASE = "made here";

    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

    private MadeKeys() {}

    /// A secret key with its user, armoured.
    public static String pgp(String person) {
        try {
            var out = new ByteArrayOutputStream();
            try (var armour = new ArmoredOutputStream(out)) {
                generator(person).generateSecretKeyRing().encode(armour);
            }
            return out.toString(UTF_8);
        } catch (Exception fault) {
            throw new AssertionError(fault);
        }
    }

    private static PGPKeyRingGenerator generator(String person) throws Exception {
        var key = pair();
        var digests = new BcPGPDigestCalculatorProvider();
        return new PGPKeyRingGenerator(
                PGPSignature.POSITIVE_CERTIFICATION,
                key,
                person,
                digests.get(HashAlgorithmTags.SHA1),
                null,
                null,
                new BcPGPContentSignerBuilder(key.getPublicKey().getAlgorithm(), HashAlgorithmTags.SHA256),
                new BcPBESecretKeyEncryptorBuilder(9, digests.get(HashAlgorithmTags.SHA256))
                        .build(PASSPHRASE.toCharArray()));
    }

    private static JcaPGPKeyPair pair() throws Exception {
        var pair = KeyPairGenerator.getInstance("RSA");
        pair.initialize(2_048);
        return new JcaPGPKeyPair(4, PublicKeyAlgorithmTags.RSA_GENERAL, pair.generateKeyPair(), Date.from(NOW));
    }

    /// A public key to which somebody else has added a subkey of his own.
    public static String withForeignSubkey(String armoured) {
        try {
            var rings = new PGPPublicKeyRingCollection(
                    PGPUtil.getDecoderStream(new ByteArrayInputStream(armoured.getBytes(UTF_8))),
                    new BcKeyFingerprintCalculator());
            var mallory = generator("mallory@evil.example");
            mallory.addSubKey(pair());
            var subkey = mallory.generatePublicKeyRing().getPublicKeys();
            subkey.next();
            var out = new ByteArrayOutputStream();
            try (var armour = new ArmoredOutputStream(out)) {
                PGPPublicKeyRing.insertPublicKey(rings.iterator().next(), subkey.next())
                        .encode(armour);
            }
            return out.toString(UTF_8);
        } catch (Exception fault) {
            throw new AssertionError(fault);
        }
    }
}
