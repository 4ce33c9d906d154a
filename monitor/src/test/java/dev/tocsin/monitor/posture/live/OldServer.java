package dev.tocsin.monitor.posture.live;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;

/// A server that takes one version and one suite, and declines all else. It goes no further than its key.
final class OldServer implements AutoCloseable {
    static final int SSL_2 = 0x0002;
    private static final byte[] DECLINED = {21, 3, 0, 0, 2, 2, 40};
    private static final int DHE = 0x0033;

    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int version;
    private final int suite;
    private final int bits;

    private OldServer(int version, int suite, int bits) throws IOException {
        this.version = version;
        this.suite = suite;
        this.bits = bits;
        Thread.startVirtualThread(() -> {
            while (!listening.isClosed()) {
                try {
                    var client = listening.accept();
                    Thread.startVirtualThread(() -> serve(client));
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    static OldServer speaking(int version) throws IOException {
        return new OldServer(version, 0, 0);
    }

    static OldServer speaking(int version, int suite) throws IOException {
        return new OldServer(version, suite, 0);
    }

    /// Agrees on a key over numbers of that many bits.
    static OldServer agreeing(int bits) throws IOException {
        return new OldServer(ClientHello.TLS_1_2, DHE, bits);
    }

    private void serve(Socket client) {
        try (client) {
            var in = new DataInputStream(client.getInputStream());
            var first = in.readUnsignedByte();
            if (first == 22) {
                in.readUnsignedShort();
                var hello = ByteBuffer.wrap(in.readNBytes(in.readUnsignedShort()));
                client.getOutputStream().write(takes(hello) ? answer() : DECLINED);
            } else if ((first & 0x80) != 0) {
                in.readNBytes(in.readUnsignedByte());
                client.getOutputStream().write(version == SSL_2 ? oldest() : DECLINED);
            }
            client.getOutputStream().flush();
        } catch (IOException gone) {
            // It has seen enough.
        }
    }

    /// Whether the hello asks for that version at most, and offers the suite.
    private boolean takes(ByteBuffer hello) {
        var asked = hello.getShort(4) & 0xffff;
        var at = 39 + hello.get(38);
        var end = at + 2 + (hello.getShort(at) & 0xffff);
        for (var suites = at + 2; suites < end; suites += 2) {
            if (asked == version && (hello.getShort(suites) & 0xffff) == suite) {
                return true;
            }
        }
        return false;
    }

    private byte[] answer() {
        var messages = new ByteArrayOutputStream();
        var hello = ByteBuffer.allocate(38).putShort((short) version);
        hello.putShort(35, (short) suite);
        message(messages, 2, hello.array());
        if (bits > 0) {
            var bytes = (bits + 7) / 8;
            // The highest bit of the number, and a leading zero which does not count.
            var key = ByteBuffer.allocate(2 + 1 + bytes + 2 + 1 + 2 + 1);
            key.putShort((short) (bytes + 1)).put((byte) 0).put((byte) (1 << ((bits - 1) % 8)));
            key.position(2 + 1 + bytes);
            key.putShort((short) 1).put((byte) 2).putShort((short) 1).put((byte) 4);
            message(messages, 12, key.array());
        }
        message(messages, 14, new byte[0]);
        return ByteBuffer.allocate(5 + messages.size())
                .put((byte) 22)
                .putShort((short) version)
                .putShort((short) messages.size())
                .put(messages.toByteArray())
                .array();
    }

    private static void message(ByteArrayOutputStream to, int kind, byte[] body) {
        to.writeBytes(ByteBuffer.allocate(4).putInt((kind << 24) | body.length).array());
        to.writeBytes(body);
    }

    private static byte[] oldest() {
        return ByteBuffer.allocate(13)
                .putShort((short) (0x8000 | 11))
                .put((byte) 4)
                .put((byte) 0)
                .put((byte) 1)
                .putShort((short) SSL_2)
                .array();
    }

    int port() {
        return listening.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
