package dev.tocsin.incidents.disclosure.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPKeyRingGenerator;
import org.bouncycastle.openpgp.PGPSignature;
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
            var pair = KeyPairGenerator.getInstance("RSA");
            pair.initialize(2_048);
            var key = new JcaPGPKeyPair(4, PublicKeyAlgorithmTags.RSA_GENERAL, pair.generateKeyPair(), Date.from(NOW));
            var digests = new BcPGPDigestCalculatorProvider();
            var ring = new PGPKeyRingGenerator(
                            PGPSignature.POSITIVE_CERTIFICATION,
                            key,
                            person,
                            digests.get(HashAlgorithmTags.SHA1),
                            null,
                            null,
                            new BcPGPContentSignerBuilder(key.getPublicKey().getAlgorithm(), HashAlgorithmTags.SHA256),
                            new BcPBESecretKeyEncryptorBuilder(9, digests.get(HashAlgorithmTags.SHA256))
                                    .build(PASSPHRASE.toCharArray()))
                    .generateSecretKeyRing();
            var out = new ByteArrayOutputStream();
            try (var armour = new ArmoredOutputStream(out)) {
                ring.encode(armour);
            }
            return out.toString(UTF_8);
        } catch (Exception fault) {
            throw new AssertionError(fault);
        }
    }
}
