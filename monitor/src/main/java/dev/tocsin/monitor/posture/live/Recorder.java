package dev.tocsin.monitor.posture.live;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Writes down what a server shows and asks for in one handshake, and lets everything pass: the certificate is wanted
/// most when it is bad. It is judged afterwards, and nothing secret is ever sent over such a connection.
final class Recorder {

    /// The one of the handshake that this thread is making, so that handshakes may share a context.
    private static final ScopedValue<Recorder> PRESENT = ScopedValue.newInstance();

    static final X509ExtendedTrustManager TRUST = new Witness();
    static final X509ExtendedKeyManager KEYS = new Nobody();

    private volatile List<X509Certificate> chain = List.of();
    private volatile boolean asked;

    /// As served; empty as long as the server has shown none.
    List<X509Certificate> chain() {
        return chain;
    }

    /// Whether the server asked who we are.
    boolean asked() {
        return asked;
    }

    /// Performs `handshake` on this thread and writes down what [#TRUST] and [#KEYS] are shown.
    <T, X extends Throwable> T during(ScopedValue.CallableOp<T, X> handshake) throws X {
        return ScopedValue.where(PRESENT, this).call(handshake);
    }

    /// It must extend the abstract class: Java wraps its own checks around a plain trust manager.
    private static final class Witness extends X509ExtendedTrustManager {
        private void note(X509Certificate[] served) {
            PRESENT.get().chain = List.copyOf(Arrays.asList(served));
        }

        @Override
        public void checkServerTrusted(X509Certificate[] served, String authType, Socket socket) {
            note(served);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] served, String authType, SSLEngine engine) {
            note(served);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] served, String authType) {
            note(served);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] served, String authType, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] served, String authType, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] served, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private static final class Nobody extends X509ExtendedKeyManager {
        @Override
        public @Nullable String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            PRESENT.get().asked = true;
            return null;
        }

        @Override
        public @Nullable String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
            PRESENT.get().asked = true;
            return null;
        }

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return new String[0];
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            return new String[0];
        }

        @Override
        public @Nullable String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            return null;
        }

        @Override
        public X509Certificate @Nullable [] getCertificateChain(String alias) {
            return null;
        }

        @Override
        public @Nullable PrivateKey getPrivateKey(String alias) {
            return null;
        }
    }
}
