package dev.tocsin.monitor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/// A server on loopback that does to each connection what a test wants done, however rude.
public final class Peer implements AutoCloseable {

    @FunctionalInterface
    public interface Manners {
        void receive(Socket socket, InputStream in, OutputStream out) throws IOException, InterruptedException;
    }

    private static final int BACKLOG = 2000;

    private final ServerSocket door;
    private final Set<Socket> guests = ConcurrentHashMap.newKeySet();
    private final List<String> requests;
    private final Thread doorman;

    private Peer(ServerSocket door, List<String> requests, Manners manners) {
        this.door = door;
        this.requests = requests;
        doorman = Thread.startVirtualThread(() -> welcome(manners));
    }

    public static Peer that(Manners manners) {
        return new Peer(door(ServerSocketFactory.getDefault()), List.of(), manners);
    }

    /// Reads each request and answers with `answer`, as it stands.
    public static Peer saying(String answer) {
        return saying(answer, door(ServerSocketFactory.getDefault()));
    }

    /// The same at another address of this machine, at `port` or at a free one when that is 0.
    static Peer saying(String answer, String address, int port) {
        return saying(answer, door(address, port));
    }

    /// Over TLS, and only to those who show a certificate that `tls` trusts.
    static Peer sayingToKnown(String answer, SSLContext tls, String... protocols) {
        var door = (SSLServerSocket) door(tls.getServerSocketFactory());
        door.setEnabledProtocols(protocols);
        door.setNeedClientAuth(true);
        return saying(answer, door);
    }

    /// The same over TLS, in one of `protocols`.
    public static Peer saying(String answer, SSLContext tls, String... protocols) {
        var door = (SSLServerSocket) door(tls.getServerSocketFactory());
        door.setEnabledProtocols(protocols);
        return saying(answer, door);
    }

    private static Peer saying(String answer, ServerSocket door) {
        var requests = new CopyOnWriteArrayList<String>();
        return new Peer(door, requests, (_, in, out) -> {
            requests.add(request(in));
            say(out, answer);
        });
    }

    private static ServerSocket door(ServerSocketFactory sockets) {
        try {
            return sockets.createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Takes the connection and never says a word.
    public static Peer silent() {
        return that((_, in, _) -> in.transferTo(OutputStream.nullOutputStream()));
    }

    static Peer silentAt(String address, int port) {
        return new Peer(door(address, port), List.of(), (_, in, _) -> in.transferTo(OutputStream.nullOutputStream()));
    }

    private static ServerSocket door(String address, int port) {
        try {
            return new ServerSocket(port, BACKLOG, InetAddress.ofLiteral(address));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public int port() {
        return door.getLocalPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port() + "/";
    }

    /// The requests that came, head only.
    public List<String> requests() {
        return requests;
    }

    /// How many connections are open.
    public int guests() {
        return guests.size();
    }

    /// Reads the head of a request.
    public static String request(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        for (var last = 0; last >= 0 && !head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n"); ) {
            last = in.read();
            if (last >= 0) {
                head.write(last);
            }
        }
        return head.toString(StandardCharsets.UTF_8);
    }

    /// Says `text` at once.
    public static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /// Ends the connection with RST instead of FIN.
    public static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private void welcome(Manners manners) {
        while (!door.isClosed()) {
            try {
                var socket = door.accept();
                guests.add(socket);
                Thread.startVirtualThread(() -> serve(socket, manners));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket, Manners manners) {
        try (socket) {
            manners.receive(socket, socket.getInputStream(), socket.getOutputStream());
        } catch (IOException | InterruptedException gone) {
            // The prober may leave whenever it likes.
        } finally {
            guests.remove(socket);
        }
    }

    /// Returns once the port is closed, which a thread that waits at the door puts off until it has left.
    @Override
    public void close() {
        try {
            door.close();
            assertThat(doorman.join(Duration.ofSeconds(30))).isTrue();
            for (var guest : guests) {
                guest.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
