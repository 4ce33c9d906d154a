package dev.tocsin.monitor.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/// A real HTTP/2 server on loopback, over TLS.
final class Http2Peer implements AutoCloseable {

    @FunctionalInterface
    interface Manners {
        boolean handle(Request request, Response response, Callback callback) throws Exception;
    }

    @FunctionalInterface
    interface Bytes {
        void exchange(InputStream in, OutputStream out) throws IOException;
    }

    private final Server server = new Server();
    private final ServerConnector door;
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();

    private Http2Peer(Authority.Identity identity, Manners manners) {
        var http = new HttpConfiguration();
        http.addCustomizer(new SecureRequestCustomizer(false));
        var alpn = new ALPNServerConnectionFactory("h2", "http/1.1");
        var tls = new SslContextFactory.Server();
        tls.setSslContext(identity.tls());
        door = new ServerConnector(
                server,
                new SslConnectionFactory(tls, alpn.getProtocol()),
                alpn,
                new HTTP2ServerConnectionFactory(http),
                new HttpConnectionFactory(http));
        door.setHost("127.0.0.1");
        door.addBean(new Connection.Listener() {
            @Override
            public void onOpened(Connection connection) {
                if (connection.getClass().getSimpleName().contains("HTTP2")) {
                    opened.incrementAndGet();
                    open.incrementAndGet();
                }
            }

            @Override
            public void onClosed(Connection connection) {
                if (connection.getClass().getSimpleName().contains("HTTP2")) {
                    open.decrementAndGet();
                }
            }
        });
        server.addConnector(door);
        server.setStopTimeout(0);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                return manners.handle(request, response, callback);
            }
        });
    }

    static Http2Peer that(Authority.Identity identity, Manners manners) {
        var peer = new Http2Peer(identity, manners);
        try {
            peer.server.start();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
        return peer;
    }

    /// Chooses HTTP/2 in the handshake, and then does whatever it likes.
    static Peer negotiating(Authority.Identity identity, Bytes bytes) {
        SSLSocketFactory sockets = identity.tls().getSocketFactory();
        return Peer.that((socket, _, _) -> {
            try (var tls = (SSLSocket) sockets.createSocket(socket, null, socket.getPort(), true)) {
                tls.setUseClientMode(false);
                var parameters = tls.getSSLParameters();
                parameters.setApplicationProtocols(new String[] {"h2"});
                tls.setSSLParameters(parameters);
                bytes.exchange(tls.getInputStream(), tls.getOutputStream());
            }
        });
    }

    /// Reads the preface and all frames up to the first with headers (RFC 9113, 3.4 and 4.1).
    static void awaitRequest(InputStream in) throws IOException {
        in.skipNBytes(24);
        for (var type = -1; type != 1; ) {
            var head = ByteBuffer.wrap(in.readNBytes(9));
            type = head.get(3);
            in.skipNBytes(head.getInt(0) >>> 8);
        }
    }

    static void writeForever(Response response, Callback callback) {
        response.write(
                false,
                ByteBuffer.allocate(64 * 1024),
                Callback.from(() -> writeForever(response, callback), callback::failed));
    }

    int port() {
        return door.getLocalPort();
    }

    /// Waits until so many connections were made in all and so many are left.
    void expectConnections(int made, int left) {
        await().untilAsserted(() -> {
            assertThat(opened).hasValue(made);
            assertThat(open).hasValue(left);
        });
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
