package dev.tocsin.monitor.posture.certificate;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PSSParameterSpec;
import java.util.Locale;
import java.util.Optional;

/// The kind and size of a key, and the digest of a signature, as people name them.
///
/// @param name such as `RSA`, `P-256`, `Ed25519`
/// @param bits 0 where it is not known
public record KeyFacts(String name, int bits) {

    /// What kind of key it is.
    public static KeyFacts of(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa -> new KeyFacts("RSA", rsa.getModulus().bitLength());
            case ECPublicKey elliptic -> {
                var bits = elliptic.getParams().getCurve().getField().getFieldSize();
                yield new KeyFacts(curve(elliptic, bits), bits);
            }
            case EdECPublicKey edwards -> {
                var name = edwards.getParams().getName();
                yield new KeyFacts(name, name.equals("Ed448") ? 448 : 255);
            }
            default -> new KeyFacts(key.getAlgorithm(), 0);
        };
    }

    private static String curve(ECPublicKey key, int bits) {
        var text = key.getParams().toString();
        return text.contains("secp256r1") || text.contains("secp384r1") || text.contains("secp521r1")
                ? "P-" + bits
                : text.replaceAll("[ (\\[].*", "");
    }

    /// Whether browsers take a server's certificate with such a key.
    boolean known() {
        return name.equals("RSA") || name.equals("P-256") || name.equals("P-384") || name.equals("P-521");
    }

    boolean tooShort() {
        return bits > 0 && (name.equals("RSA") ? bits < 2048 : bits < 255);
    }

    @Override
    public String toString() {
        return name.equals("RSA") ? name + " " + bits : name;
    }

    /// The digest of a certificate's signature in capital letters, such as `SHA256`; empty where the algorithm has
    /// none of its own.
    static Optional<String> digest(X509Certificate certificate) {
        var name = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        if (name.equals("RSASSA-PSS")) {
            return probabilistic(certificate);
        }
        var with = name.indexOf("WITH");
        return with < 0 ? Optional.empty() : Optional.of(name.substring(0, with).replace("-", ""));
    }

    private static Optional<String> probabilistic(X509Certificate certificate) {
        try {
            var parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
            parameters.init(certificate.getSigAlgParams());
            var digest = parameters.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm();
            return Optional.of(digest.toUpperCase(Locale.ROOT).replace("-", ""));
        } catch (GeneralSecurityException | java.io.IOException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }
}
