package dev.tocsin.monitor.posture.live;

import java.security.GeneralSecurityException;
import java.security.Provider;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/// Who does the work of a handshake. What the sockets are shown is written down by the [Recorder] of their handshake.
@FunctionalInterface
public interface Handshaker {

    /// Java's own, which shows a chain of any kind, however long, weak or odd. Each handshake has a context to itself,
    /// so that no session is ever found again.
    Handshaker JAVA = () -> ready(() -> SSLContext.getInstance("TLS")).getSocketFactory();

    SSLSocketFactory sockets();

    /// A faster library, which is stricter here and laxer there: for what Java's own has met already. Its handshakes
    /// share a context, for making one costs as much as a fifth of a look; that no session is found again in it is
    /// the work of [Wire].
    static Handshaker by(Provider provider) {
        var context = ready(() -> SSLContext.getInstance("TLS", provider));
        context.getClientSessionContext().setSessionCacheSize(1);
        return context::getSocketFactory;
    }

    private static SSLContext ready(Making making) {
        try {
            var context = making.make();
            context.init(new KeyManager[] {Recorder.KEYS}, new TrustManager[] {Recorder.TRUST}, null);
            return context;
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("no TLS in this Java", broken);
        }
    }

    /// Makes a context that is not ready yet.
    @FunctionalInterface
    interface Making {
        SSLContext make() throws GeneralSecurityException;
    }
}
