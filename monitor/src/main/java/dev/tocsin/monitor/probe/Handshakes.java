package dev.tocsin.monitor.probe;

import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.conscrypt.Conscrypt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where TLS comes from. The handshake is most of what a look costs, and Conscrypt (BoringSSL beneath Java's own
/// interfaces) does it for half of what Java's own takes. It serves the looks alone and is installed nowhere; whether
/// a certificate is trusted stays for Java's PKIX check. Where its native library does not load, Java's own TLS does
/// the same work.
///
/// All looks share one context, since making one costs a fifth of a look. What could pass from look to look is a
/// session to resume; the sockets of [Dial] see to it that none is ever found again.
public final class Handshakes {

    private static final Logger LOG = LoggerFactory.getLogger(Handshakes.class);

    private final WitnessedTrust trust = new WitnessedTrust();
    private final SSLSocketFactory sockets;
    private final Provider provider;

    private Handshakes(Provider provider) {
        this.provider = provider;
        try {
            var context = SSLContext.getInstance("TLS", provider);
            context.init(new KeyManager[] {new WitnessedKey()}, new TrustManager[] {trust}, null);
            context.getClientSessionContext().setSessionCacheSize(1);
            sockets = context.getSocketFactory();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("no TLS from " + provider.getName(), broken);
        }
    }

    /// Conscrypt where it works on this machine, else Java's own.
    public static Handshakes fastest() {
        try {
            Conscrypt.setDefaultBufferAllocator(new TlsBuffers());
            return new Handshakes(Conscrypt.newProvider());
        } catch (LinkageError | RuntimeException unusable) {
            LOG.info("looks take Java's own TLS, twice the work: Conscrypt does not load ({})", unusable.toString());
            return ofJava();
        }
    }

    public static Handshakes ofJava() {
        try {
            return new Handshakes(SSLContext.getInstance("TLS").getProvider());
        } catch (NoSuchAlgorithmException broken) {
            throw new IllegalStateException("this Java has no TLS", broken);
        }
    }

    /// Makes sockets that trust nobody but before a [Witness]: shake hands within [Witness#during].
    public SSLSocketFactory sockets() {
        return sockets;
    }

    /// What does the work, for those who judge what they are shown by themselves.
    public Provider provider() {
        return provider;
    }

    /// Refuses every certificate outside of [Witness#during].
    X509TrustManager trust() {
        return trust;
    }

    @Override
    public String toString() {
        return provider.getName();
    }
}
