package dev.tocsin.monitor.probe;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Stands between a prober and a TLS server and keeps each first record that passes: the ClientHello.
public final class Eavesdropper implements AutoCloseable {

    private static final int SESSION_TICKET = 35;
    private static final int PRE_SHARED_KEY = 41;
    private static final int RECORD_HEADER = 5;

    private final List<byte[]> hellos = new CopyOnWriteArrayList<>();
    private final Peer door;

    public Eavesdropper(Peer server) {
        door = Peer.that((_, in, out) -> {
            try (var inside = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                var hello = record(in);
                hellos.add(hello);
                inside.getOutputStream().write(hello);
                Thread.startVirtualThread(() -> pump(in, inside));
                inside.getInputStream().transferTo(out);
            }
        });
    }

    public int port() {
        return door.port();
    }

    public int hellos() {
        return hellos.size();
    }

    /// How many of the ClientHellos offered an earlier session to be resumed (RFC 8446, 4.2.11; RFC 5077).
    public long offersToResume() {
        return hellos.stream().filter(Eavesdropper::offersSession).count();
    }

    private static byte[] record(InputStream in) throws IOException {
        var header = in.readNBytes(RECORD_HEADER);
        var length = ByteBuffer.wrap(header).getShort(3);
        return ByteBuffer.allocate(RECORD_HEADER + length)
                .put(header)
                .put(in.readNBytes(length))
                .array();
    }

    private static void pump(InputStream in, Socket inside) {
        try (var out = inside.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException gone) {
            // One of the two has left.
        }
    }

    /// Walks over record and handshake header, version, random, session id, ciphers and compression to the extensions.
    private static boolean offersSession(byte[] hello) {
        var rest = ByteBuffer.wrap(hello).position(RECORD_HEADER + 4 + 2 + 32);
        rest.position(rest.position() + 1 + rest.get(rest.position()));
        rest.position(rest.position() + 2 + rest.getShort(rest.position()));
        rest.position(rest.position() + 1 + rest.get(rest.position()) + 2);
        while (rest.hasRemaining()) {
            var type = rest.getShort();
            var length = rest.getShort();
            if (type == PRE_SHARED_KEY || (type == SESSION_TICKET && length > 0)) {
                return true;
            }
            rest.position(rest.position() + length);
        }
        return false;
    }

    @Override
    public void close() {
        door.close();
    }
}
