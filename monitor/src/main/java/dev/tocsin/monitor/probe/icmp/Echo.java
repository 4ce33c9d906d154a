package dev.tocsin.monitor.probe.icmp;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalInt;

/// Echo requests and replies as bytes (RFC 792, RFC 4443). A reply is known by the 16 random bytes that only its
/// request carried: the identifier is the kernel's where the socket is unprivileged. Pure.
final class Echo {

    static final int TOKEN_BYTES = 16;

    /// As long as what ping sends.
    private static final int PAYLOAD_BYTES = 56;

    private static final int HEADER_BYTES = 8;

    private final boolean v6;
    private final byte[] token;

    /// @param token of 16 bytes that nobody else knows
    Echo(boolean v6, byte[] token) {
        if (token.length != TOKEN_BYTES) {
            throw new IllegalArgumentException("a token of " + token.length + " bytes, make it " + TOKEN_BYTES);
        }
        this.v6 = v6;
        this.token = token.clone();
    }

    /// The request with the number `sequence`.
    byte[] request(int sequence) {
        var bytes = new byte[HEADER_BYTES + PAYLOAD_BYTES];
        var packet = ByteBuffer.wrap(bytes);
        packet.put(v6 ? (byte) 128 : 8).put((byte) 0).putShort((short) 0);
        packet.put(token, 0, 2).putShort((short) sequence).put(token);
        if (!v6) {
            // The kernel does it for ICMPv6, which counts addresses in.
            packet.putShort(2, checksum(bytes));
        }
        return bytes;
    }

    /// The sequence number of `packet` if it is a reply to one of our requests. `withHeader` tells that the IPv4 header
    /// stands before it, as on raw sockets.
    OptionalInt sequence(byte[] packet, boolean withHeader) {
        var start = withHeader && packet.length > 0 ? (packet[0] & 0x0f) * 4 : 0;
        var end = start + HEADER_BYTES + TOKEN_BYTES;
        if (packet.length < end || packet[start] != (v6 ? (byte) 129 : 0)) {
            return OptionalInt.empty();
        }
        return Arrays.equals(token, 0, TOKEN_BYTES, packet, start + HEADER_BYTES, end)
                ? OptionalInt.of(ByteBuffer.wrap(packet).getShort(start + 6) & 0xffff)
                : OptionalInt.empty();
    }

    /// The Internet checksum (RFC 1071).
    private static short checksum(byte[] bytes) {
        var sum = 0;
        for (var i = 0; i < bytes.length; i += 2) {
            sum += ((bytes[i] & 0xff) << 8) | (bytes[i + 1] & 0xff);
        }
        while (sum >> 16 != 0) {
            sum = (sum & 0xffff) + (sum >> 16);
        }
        return (short) ~sum;
    }
}
