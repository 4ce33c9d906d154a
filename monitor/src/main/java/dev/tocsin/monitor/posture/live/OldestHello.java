package dev.tocsin.monitor.posture.live;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.util.List;

/// The first message of a handshake in SSL 2, which has a form of its own, and what a server says to it. RFC 6176 tells
/// why nobody may answer any more.
final class OldestHello {

    private static final int VERSION = 0x0002;
    private static final int CHALLENGE = 16;
    private static final int SERVER_HELLO = 4;

    private static final List<Integer> SUITES =
            List.of(0x010080, 0x020080, 0x030080, 0x040080, 0x050080, 0x060040, 0x0700c0);

    private OldestHello() {}

    /// The whole record.
    static byte[] record() {
        var challenge = new byte[CHALLENGE];
        new SecureRandom().nextBytes(challenge);
        var message = new ByteArrayOutputStream();
        message.write(1);
        two(message, VERSION);
        two(message, SUITES.size() * 3);
        two(message, 0);
        two(message, CHALLENGE);
        for (int suite : SUITES) {
            message.write(suite >> 16);
            two(message, suite);
        }
        message.writeBytes(challenge);
        var record = new ByteArrayOutputStream();
        two(record, 0x8000 | message.size());
        record.writeBytes(message.toByteArray());
        return record.toByteArray();
    }

    private static void two(ByteArrayOutputStream to, int value) {
        to.write(value >> 8);
        to.write(value);
    }

    /// Whether the answer is a hello of SSL 2. Anything else is none, whatever it is. Reads 11 bytes at most.
    static boolean taken(InputStream in) throws IOException {
        var data = new DataInputStream(in);
        try {
            var head = data.readUnsignedByte();
            // A header of three bytes has padding; that of two has not, and begins with a one.
            data.skipNBytes((head & 0x80) == 0 ? 2 : 1);
            if (data.readUnsignedByte() != SERVER_HELLO) {
                return false;
            }
            data.skipNBytes(2);
            return data.readUnsignedShort() == VERSION;
        } catch (EOFException hungUp) {
            return false;
        }
    }
}
