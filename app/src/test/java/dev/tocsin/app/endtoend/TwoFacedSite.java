package dev.tocsin.app.endtoend;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// An HTTPS site on the loopback address that shows either of two certificates, a good one and one that has expired.
/// `anchors.pem` in its folder trusts both.
final class TwoFacedSite implements AutoCloseable {
    private static final String GOOD = "good";
    private static final String EXPIRED = "expired";

    private final HttpsServer server;
    private final Faces faces;

    private TwoFacedSite(HttpsServer server, Faces faces) {
        this.server = server;
        this.faces = faces;
    }

    static TwoFacedSite start(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        var file = folder.resolve("site.p12");
        var password = UUID.randomUUID().toString();
        make(file, password, GOOD, "-1d");
        make(file, password, EXPIRED, "-100d");
        var store = KeyStore.getInstance(file.toFile(), password.toCharArray());
        Files.writeString(folder.resolve("anchors.pem"), pem(store, GOOD) + pem(store, EXPIRED));
        var faces = new Faces(store, password.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {faces}, null, null);
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return new TwoFacedSite(server, faces);
    }

    /// Valid for 90 days from `start` on.
    private static void make(Path file, String password, String alias, String start)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair"));
        command.addAll(List.of("-alias", alias, "-keyalg", "EC", "-dname", "CN=shop", "-ext", "san=ip:127.0.0.1"));
        command.addAll(List.of("-startdate", start, "-validity", "90"));
        command.addAll(List.of("-keystore", file.toString(), "-storepass", password));
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor(60, TimeUnit.SECONDS);
    }

    private static String pem(KeyStore store, String alias) throws GeneralSecurityException {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(store.getCertificate(alias).getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    void showExpired(boolean wanted) {
        faces.shown = wanted ? EXPIRED : GOOD;
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /// Chooses the face that is to be shown.
    private static final class Faces extends X509ExtendedKeyManager {
        private final KeyStore store;
        private final char[] password;
        private volatile String shown = GOOD;

        Faces(KeyStore store, char[] password) {
            this.store = store;
            this.password = password;
        }

        @Override
        public @Nullable String chooseEngineServerAlias(String type, Principal[] issuers, SSLEngine engine) {
            return type.equals("EC") ? shown : null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            try {
                return new X509Certificate[] {(X509Certificate) store.getCertificate(alias)};
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            try {
                return (PrivateKey) store.getKey(alias, password);
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Override
        public @Nullable String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            return type.equals("EC") ? shown : null;
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            return new String[] {GOOD, EXPIRED};
        }

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return new String[0];
        }

        @Override
        public @Nullable String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            return null;
        }
    }
}
