package dev.tocsin.monitor.posture.live;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// A site on the loopback that serves exactly the chain it is given, over HTTPS or in the clear.
public final class TlsSite implements AutoCloseable {

    private static final byte[] RECORD = {22, 3, 3, 0x3f, 0x7f};
    private final ServerSocket listening;
    private final Optional<OneKey> identity;
    private final AtomicInteger connections = new AtomicInteger();
    private volatile boolean hangsUp;

    private TlsSite(ServerSocket listening, Optional<OneKey> identity, UnaryOperator<String> answers) {
        this(listening, identity, (Socket client) -> serve(client, answers));
    }

    private TlsSite(ServerSocket listening, Optional<OneKey> identity, Consumer<Socket> host) {
        this.listening = listening;
        this.identity = identity;
        Thread.startVirtualThread(() -> {
            while (!listening.isClosed()) {
                try {
                    var client = listening.accept();
                    connections.incrementAndGet();
                    if (hangsUp) {
                        client.close();
                        continue;
                    }
                    Thread.startVirtualThread(() -> host.accept(client));
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    /// A site in the clear.
    ///
    /// @param answers the whole answer to a path
    public static TlsSite plain(UnaryOperator<String> answers) throws IOException {
        return new TlsSite(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), Optional.empty(), answers);
    }

    /// Begins a record of TLS, and sends its bytes one at a time for minutes.
    public static TlsSite dripping() throws IOException {
        return new TlsSite(
                new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), Optional.empty(), (Socket client) -> {
                    try (client) {
                        for (var at = 0; true; at++) {
                            client.getOutputStream().write(at < RECORD.length ? RECORD[at] : 0);
                            Thread.sleep(20);
                        }
                    } catch (IOException gone) {
                        // Enough of it.
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    public static TlsSite secure(
            List<X509Certificate> chain, PrivateKey key, UnaryOperator<String> answers, String... versions)
            throws IOException {
        return secure(InetAddress.getLoopbackAddress(), 0, chain, key, answers, versions);
    }

    /// The same at an address of the loopback and a port of the test's choice.
    static TlsSite secure(
            InetAddress at,
            int port,
            List<X509Certificate> chain,
            PrivateKey key,
            UnaryOperator<String> answers,
            String... versions)
            throws IOException {
        try {
            var context = SSLContext.getInstance("TLS");
            var identity = new OneKey(chain, key);
            context.init(new KeyManager[] {identity}, null, null);
            var listening = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(port, 50, at);
            listening.setEnabledCipherSuites(Arrays.stream(listening.getEnabledCipherSuites())
                    .filter(suite -> !suite.contains("_DHE_"))
                    .toArray(String[]::new));
            if (versions.length > 0) {
                listening.setEnabledProtocols(versions);
            }
            return new TlsSite(listening, Optional.of(identity), answers);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// From the next handshake on another certificate is shown.
    void show(List<X509Certificate> chain, PrivateKey key) {
        identity.orElseThrow().chain = chain;
        identity.orElseThrow().key = key;
    }

    /// From the next handshake on these versions alone are spoken.
    void speak(String... versions) throws IOException {
        ((SSLServerSocket) listening).setEnabledProtocols(versions);
        // The one that is waited for already speaks as before.
        new Socket(InetAddress.getLoopbackAddress(), port()).close();
    }

    /// Takes connections, and says nothing.
    void hangUp() {
        hangsUp = true;
    }

    /// How many connections it has taken.
    int connections() {
        return connections.get();
    }

    /// How often it has proven who it is, which only a full handshake asks for.
    int proofs() {
        return identity.orElseThrow().proofs.get();
    }

    /// An answer with a head of these lines. After one that says `Connection: keep-alive` another may be asked for.
    public static String answer(int status, String body, String... lines) {
        return "HTTP/1.1 " + status + " So\r\nContent-Length: " + body.length() + "\r\n"
                + String.join(
                        "", Arrays.stream(lines).map(line -> line + "\r\n").toList()) + "\r\n" + body;
    }

    private static void serve(Socket client, UnaryOperator<String> answers) {
        try (client) {
            var in = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
            for (var stays = true; stays; ) {
                var request = in.readLine();
                var asks = request != null && request.startsWith("GET ");
                for (var line = request; line != null && !(asks && line.isEmpty()); line = in.readLine()) {
                    // The head is of no interest beyond its first line; what is none is waited for to its end.
                }
                stays = false;
                if (request != null && asks) {
                    var answer = answers.apply(request.split(" ", -1)[1]);
                    stays = answer.contains("Connection: keep-alive");
                    client.getOutputStream().write(answer.getBytes(ISO_8859_1));
                    client.getOutputStream().flush();
                }
            }
        } catch (IOException gone) {
            // Those who only shake hands leave.
        }
    }

    public int port() {
        return listening.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }

    private static final class OneKey extends X509ExtendedKeyManager {
        private volatile List<X509Certificate> chain;
        private volatile PrivateKey key;
        private final AtomicInteger proofs = new AtomicInteger();

        OneKey(List<X509Certificate> chain, PrivateKey key) {
            this.chain = chain;
            this.key = key;
        }

        private @Nullable String choose(String type) {
            var own = chain.getFirst().getPublicKey().getAlgorithm();
            return type.equals(own)
                            || (type.equals("EdDSA") && own.startsWith("Ed"))
                            || (type.equals("RSASSA-PSS") && own.equals("RSA"))
                    ? "only"
                    : null;
        }

        @Override
        public @Nullable String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            return choose(type);
        }

        @Override
        public @Nullable String chooseEngineServerAlias(String type, Principal[] issuers, SSLEngine engine) {
            return choose(type);
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return chain.toArray(X509Certificate[]::new);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            proofs.incrementAndGet();
            return key;
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            return new String[] {"only"};
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
