package dev.tocsin.monitor.posture.live;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tocsin.monitor.posture.tls.BrokenSuites;
import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/// The first message of a handshake, made by hand (RFC 5246, 7.4.1.2; RFC 8446, 4.1.2): Java no longer offers what must
/// be tried here.
///
/// @param version the two bytes of it
/// @param suites their numbers
/// @param group the one group of TLS 1.3 that is offered, without a key for it; empty before TLS 1.3
record ClientHello(int version, List<Integer> suites, Optional<Integer> group) {

    static final int SSL_3 = 0x0300;
    static final int TLS_1_0 = 0x0301;
    static final int TLS_1_1 = 0x0302;
    static final int TLS_1_2 = 0x0303;
    static final int TLS_1_3 = 0x0304;
    private static final int X25519_MLKEM768 = 0x11ec;

    private static final List<Integer> STATIC_RSA =
            List.of(0x009c, 0x009d, 0x003c, 0x003d, 0x002f, 0x0035, 0x0041, 0x0084, 0x000a, 0x0005, 0x0004);
    private static final List<Integer> EPHEMERAL_DH =
            List.of(0x009e, 0x009f, 0xccaa, 0x0067, 0x006b, 0x0033, 0x0039, 0x0045, 0x0088, 0x0016);
    private static final List<Integer> OLD = List.of(
            0xc009, 0xc00a, 0xc013, 0xc014, 0x0033, 0x0039, 0x002f, 0x0035, 0xc008, 0xc012, 0x0016, 0x000a, 0xc007,
            0xc011, 0x0005, 0x0004);
    /// Says that renegotiation would be safe (RFC 5746, 3.4); some servers decline everybody who does not.
    private static final int SAFE_RENEGOTIATION = 0x00ff;

    private static final List<Integer> NEWEST = List.of(0x1301, 0x1302, 0x1303);

    /// All that a client of that age would offer.
    static ClientHello old(int version) {
        return new ClientHello(version, OLD, Optional.empty());
    }

    /// Nothing with forward secrecy.
    static ClientHello staticRsa() {
        return new ClientHello(TLS_1_2, STATIC_RSA, Optional.empty());
    }

    /// Nothing but Diffie-Hellman over numbers.
    static ClientHello ephemeralDh() {
        return new ClientHello(TLS_1_2, EPHEMERAL_DH, Optional.empty());
    }

    /// Nothing but suites that protect nothing.
    static ClientHello broken() {
        return new ClientHello(TLS_1_2, BrokenSuites.all(), Optional.empty());
    }

    /// Only the group with ML-KEM, and no key for it: a server that knows the group asks for one.
    static ClientHello postQuantum() {
        return new ClientHello(TLS_1_2, NEWEST, Optional.of(X25519_MLKEM768));
    }

    /// The whole record.
    ///
    /// @param serverName empty for a host that is an address
    byte[] record(Optional<String> serverName) {
        var random = new byte[32];
        new SecureRandom().nextBytes(random);
        var body = new Bytes();
        body.two(version).all(random);
        // In TLS 1.3 the session's number is only there to look like TLS 1.2.
        body.one(group.isPresent() ? random.length : 0);
        if (group.isPresent()) {
            body.all(random);
        }
        var offered = new Bytes();
        suites.forEach(offered::two);
        if (group.isEmpty()) {
            offered.two(SAFE_RENEGOTIATION);
        }
        body.vector2(offered.done()).one(1).one(0);
        if (version > SSL_3) {
            body.vector2(extensions(serverName));
        }
        var message = new Bytes().one(1).vector3(body.done()).done();
        return new Bytes()
                .one(22)
                .two(Math.min(version, TLS_1_0))
                .vector2(message)
                .done();
    }

    private byte[] extensions(Optional<String> serverName) {
        var all = new Bytes();
        serverName.ifPresent(name -> {
            var entry = new Bytes().one(0).vector2(name.getBytes(US_ASCII)).done();
            all.two(0).vector2(new Bytes().vector2(entry).done());
        });
        var groups = new Bytes();
        group.map(List::of)
                .orElse(List.of(0x001d, 0x0017, 0x0018, 0x0019, 0x0100, 0x0101))
                .forEach(groups::two);
        all.two(10).vector2(new Bytes().vector2(groups.done()).done());
        all.two(11).vector2(new Bytes().one(1).one(0).done());
        if (version >= TLS_1_2) {
            var schemes = new Bytes();
            List.of(0x0403, 0x0503, 0x0603, 0x0807, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601, 0x0203, 0x0201)
                    .forEach(schemes::two);
            all.two(13).vector2(new Bytes().vector2(schemes.done()).done());
        }
        if (group.isPresent()) {
            all.two(43).vector2(new Bytes().one(2).two(TLS_1_3).done());
            all.two(51).vector2(new Bytes().two(0).done());
        }
        return all.done();
    }

    /// Numbers and vectors as TLS writes them.
    private static final class Bytes {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Bytes one(int value) {
            bytes.write(value);
            return this;
        }

        Bytes two(int value) {
            return one(value >> 8).one(value);
        }

        Bytes all(byte[] values) {
            bytes.writeBytes(values);
            return this;
        }

        Bytes vector2(byte[] values) {
            return two(values.length).all(values);
        }

        Bytes vector3(byte[] values) {
            return one(values.length >> 16).two(values.length).all(values);
        }

        byte[] done() {
            return bytes.toByteArray();
        }
    }
}
