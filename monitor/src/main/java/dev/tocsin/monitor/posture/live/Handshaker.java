package dev.tocsin.monitor.posture.live;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/// Who does the work of a handshake. What the sockets are shown is written down by the [Recorder] of their handshake.
public final class Handshaker {

    /// What Java offers today, best first. Nobody offers more.
    private static final List<String> SUITES =
            List.of(java().getDefaultSSLParameters().getCipherSuites());

    /// Java's own, which shows a chain of any kind, however long, weak or odd. Each handshake has a context to itself,
    /// so that no session is ever found again.
    static final Handshaker JAVA = new Handshaker(() -> java().getSocketFactory(), SUITES);

    private final Supplier<SSLSocketFactory> sockets;
    private final List<String> suites;

    Handshaker(Supplier<SSLSocketFactory> sockets, List<String> suites) {
        this.sockets = sockets;
        this.suites = suites;
    }

    /// A faster library, which is stricter here and laxer there: for what Java's own has met already. Its handshakes
    /// share a context, for making one costs as much as a fifth of a look; that no session is found again in it is
    /// the work of [Wire].
    public static Handshaker by(Provider provider) {
        var context = ready(() -> SSLContext.getInstance("TLS", provider));
        context.getClientSessionContext().setSessionCacheSize(1);
        var able = Set.copyOf(Arrays.asList(context.getSupportedSSLParameters().getCipherSuites()));
        return new Handshaker(
                context::getSocketFactory,
                SUITES.stream().filter(able::contains).toList());
    }

    SSLSocketFactory sockets() {
        return sockets.get();
    }

    /// What it offers, best first.
    String[] suites() {
        return suites.toArray(String[]::new);
    }

    private static SSLContext java() {
        return ready(() -> SSLContext.getInstance("TLS"));
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
    private interface Making {
        SSLContext make() throws GeneralSecurityException;
    }
}
