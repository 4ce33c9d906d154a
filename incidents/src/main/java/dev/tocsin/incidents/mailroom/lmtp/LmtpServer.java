package dev.tocsin.incidents.mailroom.lmtp;

import dev.tocsin.incidents.mailroom.Mailroom;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes mail from our own mail server by LMTP, for every address that a
/// [Mailbox][dev.tocsin.incidents.mailroom.Mailbox]
/// takes. It serves 50 connections at once, each on a virtual thread.
public final class LmtpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LmtpServer.class);
    private static final Duration FINISH = Duration.ofSeconds(3);
    private static final int WAITING = 50;

    private final ServerSocket listener;
    private final Mailroom mailroom;
    private final InstantSource clock;
    private final Bounds bounds;
    private final Room room;
    private final Semaphore free;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    private LmtpServer(ServerSocket listener, Mailroom mailroom, InstantSource clock, Bounds bounds) {
        this.listener = listener;
        this.mailroom = mailroom;
        this.clock = clock;
        this.bounds = bounds;
        room = new Room(bounds.memory(), bounds.roomWait());
        free = new Semaphore(bounds.connections());
    }

    /// Listens from now on.
    /// @throws UncheckedIOException when the port is taken; its message says what to do
    public static LmtpServer start(LmtpSettings settings, Mailroom mailroom, InstantSource clock) {
        return start(settings, mailroom, clock, Bounds.USUAL);
    }

    static LmtpServer start(LmtpSettings settings, Mailroom mailroom, InstantSource clock, Bounds bounds) {
        try {
            var listener = new ServerSocket(settings.port(), WAITING, InetAddress.getByName(settings.bind()));
            var server = new LmtpServer(listener, mailroom, clock, bounds);
            Thread.ofPlatform().daemon().name("lmtp").start(server::listen);
            return server;
        } catch (IOException fault) {
            throw new UncheckedIOException(
                    "cannot take mail on %s:%d (%s), choose another security.lmtp.port or bind"
                            .formatted(settings.bind(), settings.port(), fault.getMessage()),
                    fault);
        }
    }

    /// Where it listens, also when the settings left the choice to us.
    public int port() {
        return listener.getLocalPort();
    }

    /// Takes no new mail; what is being kept is kept, for 3 s at most.
    @Override
    public void close() {
        closing = true;
        try {
            listener.close();
            for (var socket : open) {
                socket.shutdownInput();
            }
            awaitEnd();
            for (var socket : open) {
                socket.close();
            }
        } catch (IOException fault) {
            LOG.debug("a mail client was gone already", fault);
        }
    }

    private void awaitEnd() {
        try {
            if (free.tryAcquire(bounds.connections(), FINISH.toMillis(), TimeUnit.MILLISECONDS)) {
                free.release(bounds.connections());
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() {
        while (!closing) {
            try {
                var socket = listener.accept();
                if (free.tryAcquire()) {
                    open.add(socket);
                    Thread.ofVirtual().name("lmtp-client").start(() -> serve(socket));
                } else {
                    refuse(socket);
                }
            } catch (IOException fault) {
                if (!closing) {
                    LOG.warn("a mail client could not be let in: {}", fault.getMessage());
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setSoTimeout((int) bounds.idle().toMillis());
            var lines = new Lines(new BufferedInputStream(socket.getInputStream()), socket.getOutputStream());
            new Conversation(lines, mailroom, clock, bounds, room).run();
        } catch (IOException fault) {
            LOG.debug("a mail client left", fault);
        } finally {
            open.remove(socket);
            free.release();
        }
    }

    private static void refuse(Socket socket) throws IOException {
        try (socket) {
            socket.getOutputStream().write("421 4.3.2 Too busy, come again\r\n".getBytes(StandardCharsets.US_ASCII));
        }
    }
}
