package dev.tocsin.incidents.disclosure.crypto;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/// PGP signatures over a document (RFC 9580 section 5.2).
final class PgpSignatures {
    private static final int MOST = 2;
    private static final Duration FAST_CLOCK = Duration.ofDays(1);
    private static final Set<Integer> WEAK =
            Set.of(HashAlgorithmTags.MD5, HashAlgorithmTags.SHA1, HashAlgorithmTags.RIPEMD160, HashAlgorithmTags.MD2);

    private PgpSignatures() {}

    static List<Signature> check(Signed signed, List<String> keys, Instant now) {
        List<PGPSignature> all;
        try {
            all = read(signed.signature().bytes());
        } catch (IOException | RuntimeException fault) {
            all = List.of();
        }
        var signers = PgpSigner.all(keys);
        return all.isEmpty()
                ? List.of(Signature.invalid(signed, "", "the signature is malformed"))
                : all.stream().map(one -> check(one, signed, signers, now)).toList();
    }

    private static List<PGPSignature> read(byte[] signature) throws IOException {
        var found = new ArrayList<PGPSignature>();
        try (var in = PGPUtil.getDecoderStream(new ByteArrayInputStream(signature))) {
            var objects = new BcPGPObjectFactory(in);
            for (var object = objects.nextObject();
                    object != null && found.size() < MOST;
                    object = objects.nextObject()) {
                if (object instanceof PGPSignatureList list) {
                    list.forEach(found::add);
                }
            }
        }
        return found.stream().limit(MOST).toList();
    }

    private static Signature check(PGPSignature one, Signed signed, List<PgpSigner> signers, Instant now) {
        var id = HexFormat.of().toHexDigits(one.getKeyID()).toUpperCase(Locale.ROOT);
        if (one.getSignatureType() != PGPSignature.BINARY_DOCUMENT
                && one.getSignatureType() != PGPSignature.CANONICAL_TEXT_DOCUMENT) {
            return Signature.invalid(signed, id, "it is no signature of a text");
        }
        if (WEAK.contains(one.getHashAlgorithm())) {
            return Signature.invalid(signed, id, "it is made by a hash that can be forged");
        }
        var signer = signers.stream().filter(key -> key.made(one)).findFirst();
        if (signer.isEmpty()) {
            return Signature.unknown(signed, id, "we do not have the key that made it");
        }
        var print = signer.get().fingerprint();
        try {
            one.init(new BcPGPContentVerifierBuilderProvider(), signer.get().key());
            one.update(signed.content().orElseThrow().bytes());
            if (!one.verify()) {
                return Signature.invalid(signed, print, "what is signed was changed, or it is for another text");
            }
        } catch (PGPException | RuntimeException fault) {
            return Signature.invalid(signed, print, "the signature is malformed");
        }
        var at = one.getCreationTime().toInstant();
        if (at.isAfter(now.plus(FAST_CLOCK))) {
            return Signature.invalid(signed, print, "it says that it is of a day to come");
        }
        var seconds = one.getHashedSubPackets().getSignatureExpirationTime();
        if (seconds != 0 && at.plusSeconds(seconds).isBefore(now)) {
            return Signature.invalid(signed, print, "it has expired");
        }
        return signer.get()
                .faultAt(at)
                .map(fault -> Signature.invalid(signed, print, fault))
                .orElseGet(() -> new Signature(
                        signed.form(),
                        Signature.State.VALID,
                        print,
                        signed.whole(),
                        false,
                        signed.whole() ? "made by this key" : "made by this key, for a part of the mail alone",
                        Optional.empty()));
    }
}
