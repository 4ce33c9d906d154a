package dev.tocsin.monitor.posture.certificate;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/// The certificates at which trust begins.
///
/// @param publicRoots whether they are the authorities of the public web, which are bound to rules of their own
public record Anchors(List<X509Certificate> certificates, boolean publicRoots) {

    public Anchors {
        certificates = List.copyOf(certificates);
    }

    /// The roots that come with Java.
    public static Anchors bundled() {
        try {
            var factory = TrustManagerFactory.getInstance("PKIX");
            factory.init((KeyStore) null);
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .map(manager -> new Anchors(List.of(((X509TrustManager) manager).getAcceptedIssuers()), true))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("this Java has no list of trusted authorities"));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("this Java has no list of trusted authorities", broken);
        }
    }

    /// Somebody's own authorities.
    public static Anchors of(List<X509Certificate> certificates) {
        return new Anchors(certificates, false);
    }
}
