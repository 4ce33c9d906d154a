package dev.tocsin.monitor.posture.certificate;

import static dev.tocsin.monitor.posture.CertificateCheck.HOSTNAME;
import static dev.tocsin.monitor.posture.CertificateCheck.SAN_PRESENT;

import dev.tocsin.monitor.posture.Finding;
import dev.tocsin.monitor.posture.name.HostName;
import dev.tocsin.monitor.posture.name.HostnameMatch;
import dev.tocsin.monitor.posture.name.HostnameMatch.AlternativeNames;
import java.security.cert.X509Certificate;
import java.util.List;

/// Whom the certificate is for.
final class NameChecks {

    private static final int MOST_SHOWN = 5;

    /// So many names in one certificate are a burden to every handshake.
    private static final int MANY = 1_000;

    private NameChecks() {}

    static boolean matches(X509Certificate leaf, String host) {
        return HostnameMatch.of(host, Extensions.names(leaf)) instanceof HostnameMatch.Matched;
    }

    static List<Finding> of(X509Certificate leaf, String host) {
        var names = Extensions.names(leaf);
        var hostname = switch (HostnameMatch.of(host, names)) {
            case HostnameMatch.Matched matched ->
                Finding.pass(HOSTNAME, "certificate is for " + shown(host)).seeing(matched.name());
            case HostnameMatch.Refused refused ->
                Finding.fail(HOSTNAME, "host name does not match: " + refused.because())
                        .seeing(words(names));
        };
        return List.of(hostname, present(names));
    }

    private static Finding present(AlternativeNames names) {
        if (names.none()) {
            return Finding.fail(SAN_PRESENT, "no subject alternative name");
        }
        var count = names.dns().size() + names.addresses().size();
        return count > MANY
                ? Finding.info(SAN_PRESENT, count + " alternative names in one certificate")
                : Finding.pass(SAN_PRESENT, count == 1 ? "1 alternative name" : count + " alternative names");
    }

    /// Two names that look alike are two names: the A-label shows which one it is.
    private static String shown(String host) {
        return HostName.parse(host)
                .filter(name -> !name.unicode().equals(name.ascii()))
                .map(name -> name.unicode() + " (" + name.ascii() + ")")
                .orElse(host);
    }

    private static String words(AlternativeNames names) {
        var count = names.dns().size();
        return count == 0
                ? ""
                : String.join(", ", names.dns().subList(0, Math.min(count, MOST_SHOWN)))
                                .replaceAll("[^\\x20-\\x7e]", "?")
                        + (count > MOST_SHOWN ? " and " + (count - MOST_SHOWN) + " more" : "");
    }
}
