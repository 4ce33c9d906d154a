package dev.tocsin.app.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Speaks TLS before a server that does not, as a proxy does where Tocsin runs for real. It can lose answers.
final class TlsFront implements AutoCloseable {
    private final ServerSocket ears;
    private final int behind;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger toLose = new AtomicInteger();
    private final Thread listening;
    private volatile boolean closed;

    TlsFront(MadeCertificate certificate, int behind) {
        try {
            this.ears = certificate
                    .tls()
                    .getServerSocketFactory()
                    .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        this.behind = behind;
        listening = Thread.ofVirtual().start(this::listen);
    }

    int port() {
        return ears.getLocalPort();
    }

    /// The next answers go astray: the server has given them, and the other side never sees them.
    void loseAnswers(int count) {
        toLose.set(count);
    }

    int answersToLose() {
        return toLose.get();
    }

    private void listen() {
        while (!closed) {
            try {
                var client = ears.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> join(client));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void join(Socket client) {
        try (client;
                var server = new Socket(InetAddress.getLoopbackAddress(), behind)) {
            open.add(server);
            var there = Thread.ofVirtual().start(() -> {
                try (server) {
                    copy(client.getInputStream(), server.getOutputStream(), false);
                } catch (IOException _) {
                    // The other side is gone.
                }
            });
            copy(server.getInputStream(), client.getOutputStream(), true);
            there.interrupt();
        } catch (IOException _) {
            // The server is away, or the client is.
        } finally {
            open.remove(client);
        }
    }

    private void copy(InputStream from, OutputStream to, boolean answers) throws IOException {
        var bytes = new byte[8_192];
        for (var count = from.read(bytes); count >= 0; count = from.read(bytes)) {
            if (answers && toLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                return;
            }
            to.write(bytes, 0, count);
            to.flush();
        }
    }

    /// Returns once the port is closed, which the thread that waits at it puts off until it has left.
    @Override
    public void close() throws IOException {
        closed = true;
        ears.close();
        try {
            assertThat(listening.join(Duration.ofSeconds(30))).isTrue();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        for (var socket : open) {
            socket.close();
        }
    }
}
