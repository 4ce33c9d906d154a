package dev.tocsin.incidents.disclosure.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.config.Secret;
import dev.tocsin.incidents.mailroom.Octets;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPCompressedData;
import org.bouncycastle.openpgp.PGPEncryptedDataList;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyEncryptedData;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSecretKeyRingCollection;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.PBESecretKeyDecryptor;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyDecryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyDataDecryptorFactory;

/// Our own PGP key (RFC 9580 and what came before): opens what was sealed for it, and shows its public half.
public final class PgpKey {
    private static final int MOST = 64 << 20;
    private static final int DEEPEST = 8;
    private static final int LARGEST_SIGNATURES = 64 << 10;

    private final PGPSecretKeyRing ring;
    private final char[] passphrase;

    private PgpKey(PGPSecretKeyRing ring, char[] passphrase) {
        this.ring = ring;
        this.passphrase = passphrase;
    }

    /// Reads a secret key as `gpg --export-secret-keys --armor` writes it.
    /// @throws IllegalArgumentException when it is none, or the passphrase does not open it
    public static PgpKey read(String armoured, Secret passphrase) {
        try {
            var in = PGPUtil.getDecoderStream(new ByteArrayInputStream(armoured.getBytes(UTF_8)));
            var rings = new PGPSecretKeyRingCollection(in, new BcKeyFingerprintCalculator());
            var key = new PgpKey(rings.getKeyRings().next(), passphrase.reveal().toCharArray());
            key.open(key.ring.getSecretKey().getKeyID());
            return key;
        } catch (IOException | PGPException | RuntimeException fault) {
            throw new IllegalArgumentException(
                    "this is no PGP secret key that the passphrase opens, export one with gpg --export-secret-keys --armor",
                    fault);
        }
    }

    /// In hexadecimal, in groups of four.
    public String fingerprint() {
        return HexFormat.of()
                .formatHex(ring.getPublicKey().getFingerprint())
                .toUpperCase(Locale.ROOT)
                .replaceAll("(.{4})(?!$)", "$1 ");
    }

    /// Empty when it never does.
    public Optional<Instant> expiresAt() {
        var key = ring.getPublicKey();
        var seconds = key.getValidSeconds();
        return seconds == 0
                ? Optional.empty()
                : Optional.of(key.getCreationTime().toInstant().plus(Duration.ofSeconds(seconds)));
    }

    /// The public half, as it is published.
    public String armouredPublicKey() {
        var out = new ByteArrayOutputStream();
        try (var armour = new ArmoredOutputStream(out)) {
            var keys = new ArrayList<PGPPublicKey>();
            ring.getPublicKeys().forEachRemaining(keys::add);
            for (var key : keys) {
                key.encode(armour);
            }
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return out.toString(UTF_8);
    }

    /// Opens an encrypted message, armoured or not. What swells to more than 64 MiB stays shut.
    Opening open(byte[] message) {
        try (var in = PGPUtil.getDecoderStream(new ByteArrayInputStream(message))) {
            var objects = new BcPGPObjectFactory(in);
            for (var object = objects.nextObject(); object != null; object = objects.nextObject()) {
                if (object instanceof PGPEncryptedDataList list) {
                    return open(list);
                }
            }
            return new Opening.Shut("nothing in it is encrypted");
        } catch (IOException | PGPException | RuntimeException fault) {
            return new Opening.Shut("it is malformed, or was changed on its way");
        }
    }

    private Opening open(PGPEncryptedDataList list) throws IOException, PGPException {
        for (var data : list) {
            if (data instanceof PGPPublicKeyEncryptedData sealed) {
                var secret = ring.getSecretKey(sealed.getKeyIdentifier());
                if (secret != null) {
                    var key = secret.extractPrivateKey(decryptor());
                    var content = literal(sealed.getDataStream(new BcPublicKeyDataDecryptorFactory(key)), 0);
                    return sealed.isIntegrityProtected() && !sealed.verify()
                            ? new Opening.Shut("it was changed on its way")
                            : content;
                }
            }
        }
        return new Opening.Shut("it is for another key than ours");
    }

    private static Opening literal(InputStream in, int depth) throws IOException, PGPException {
        var objects = new BcPGPObjectFactory(in);
        var before = new ByteArrayOutputStream();
        for (var object = objects.nextObject(); object != null; object = objects.nextObject()) {
            switch (object) {
                case PGPLiteralData data -> {
                    var content = data.getInputStream().readNBytes(MOST + 1);
                    return content.length > MOST
                            ? new Opening.Shut("its content is larger than we take")
                            : new Opening.Opened(new Octets(content), signatures(objects, before));
                }
                case PGPSignatureList list -> encode(list, before);
                case PGPCompressedData data
                when depth < DEEPEST -> {
                    return literal(data.getDataStream(), depth + 1);
                }
                default -> {}
            }
        }
        return new Opening.Shut("there is nothing in it");
    }

    /// What signs the content, behind it or (by old programs) before it; empty when nothing readable does.
    private static Optional<Octets> signatures(BcPGPObjectFactory behind, ByteArrayOutputStream before) {
        try {
            var object = behind.nextObject();
            while (object != null) {
                if (object instanceof PGPSignatureList list) {
                    encode(list, before);
                }
                object = behind.nextObject();
            }
        } catch (IOException | RuntimeException malformed) {
            // The content is there all the same: as if nothing signed it.
            before.reset();
        }
        return before.size() == 0 ? Optional.empty() : Optional.of(new Octets(before.toByteArray()));
    }

    private static void encode(PGPSignatureList list, ByteArrayOutputStream out) throws IOException {
        for (var one : list) {
            if (out.size() < LARGEST_SIGNATURES) {
                one.encode(out);
            }
        }
    }

    private PBESecretKeyDecryptor decryptor() {
        return new BcPBESecretKeyDecryptorBuilder(new BcPGPDigestCalculatorProvider()).build(passphrase);
    }

    /// Ready to sign a text, as of `now`, with the first key of ours that may; empty when none may.
    Optional<PGPSignatureGenerator> signing(Instant now) {
        for (var secret : ring) {
            if (secret.isSigningKey() && !secret.isPrivateKeyEmpty()) {
                try {
                    var generator = new PGPSignatureGenerator(
                            new BcPGPContentSignerBuilder(
                                    secret.getPublicKey().getAlgorithm(), HashAlgorithmTags.SHA256),
                            secret.getPublicKey());
                    generator.init(PGPSignature.BINARY_DOCUMENT, secret.extractPrivateKey(decryptor()));
                    var facts = new PGPSignatureSubpacketGenerator();
                    facts.setSignatureCreationTime(false, Date.from(now));
                    facts.setIssuerFingerprint(false, secret.getPublicKey());
                    generator.setHashedSubpackets(facts.generate());
                    return Optional.of(generator);
                } catch (PGPException fault) {
                    throw new IllegalStateException("our own key does not sign", fault);
                }
            }
        }
        return Optional.empty();
    }

    private void open(long id) throws PGPException {
        ring.getSecretKey(id).extractPrivateKey(decryptor());
    }

    /// Never the key.
    @Override
    public String toString() {
        return "the PGP key " + fingerprint();
    }
}
