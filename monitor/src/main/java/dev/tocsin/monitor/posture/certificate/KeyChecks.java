package dev.tocsin.monitor.posture.certificate;

import static dev.tocsin.monitor.posture.CertificateCheck.KEY_SIZE;
import static dev.tocsin.monitor.posture.CertificateCheck.KEY_TYPE;
import static dev.tocsin.monitor.posture.CertificateCheck.SIGNATURE;

import dev.tocsin.monitor.posture.Finding;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;

/// How strong keys and signatures of a path are. A root's own signature is no part of it: nobody checks it.
final class KeyChecks {

    private static final Set<String> BROKEN = Set.of("MD2", "MD4", "MD5", "SHA1", "SHA");
    private static final int LARGE = 4096;

    private KeyChecks() {}

    static List<Finding> of(List<X509Certificate> path, Trust trust) {
        var rootless = path.stream()
                .filter(one -> path.size() == 1 || !TrustPath.selfSigned(one))
                .toList();
        var own = trust instanceof Trust.SelfSigned
                || (trust instanceof Trust.Reached reached
                        && reached.path().anchor().equals(path.getFirst()));
        return List.of(
                size(rootless),
                type(path.getFirst()),
                own ? Finding.pass(SIGNATURE, "vouches for itself") : signature(rootless));
    }

    /// Whether these checks say that something is too weak.
    static boolean weak(List<X509Certificate> path) {
        return path.stream()
                .anyMatch(one -> KeyFacts.of(one.getPublicKey()).tooShort()
                        || KeyFacts.digest(one).filter(BROKEN::contains).isPresent());
    }

    private static Finding size(List<X509Certificate> path) {
        for (var certificate : path) {
            var key = KeyFacts.of(certificate.getPublicKey());
            if (key.tooShort()) {
                return Finding.fail(KEY_SIZE, "key too short: " + key).seeing(DateChecks.name(certificate));
            }
        }
        var leaf = KeyFacts.of(path.getFirst().getPublicKey());
        return leaf.name().equals("RSA") && leaf.bits() > LARGE
                ? Finding.info(KEY_SIZE, leaf + " makes every handshake slow")
                : Finding.pass(KEY_SIZE, leaf.toString());
    }

    private static Finding type(X509Certificate leaf) {
        var key = KeyFacts.of(leaf.getPublicKey());
        return key.known()
                ? Finding.pass(KEY_TYPE, key.toString())
                : Finding.warn(KEY_TYPE, "browsers do not accept " + key + " certificates");
    }

    private static Finding signature(List<X509Certificate> path) {
        for (var certificate : path) {
            var digest = KeyFacts.digest(certificate);
            if (digest.filter(BROKEN::contains).isPresent()) {
                return Finding.fail(SIGNATURE, "signed with " + digest.get())
                        .seeing(DateChecks.name(certificate) + ", " + certificate.getSigAlgName());
            }
        }
        for (var certificate : path) {
            if (KeyFacts.digest(certificate).filter("SHA224"::equals).isPresent()) {
                return Finding.warn(SIGNATURE, "signed with SHA224").seeing(DateChecks.name(certificate));
            }
        }
        return Finding.pass(SIGNATURE, path.getFirst().getSigAlgName());
    }
}
