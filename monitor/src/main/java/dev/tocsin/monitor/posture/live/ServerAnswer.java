package dev.tocsin.monitor.posture.live;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/// What a server says to a [ClientHello] made by hand, read as far as is needed and never further than [#MOST_BYTES].
sealed interface ServerAnswer {

    /// It goes on with this version and suite.
    ///
    /// @param dhBits the size of the group in a key exchange over numbers; 0 where there is none
    /// @param chain as far as it came in the clear, which it does before TLS 1.3
    record Taken(int version, int suite, int dhBits, List<X509Certificate> chain) implements ServerAnswer {

        public Taken {
            chain = List.copyOf(chain);
        }
    }

    /// It declines, by an alert or by hanging up.
    record Refused() implements ServerAnswer {}

    /// It says what is no TLS.
    record Stray() implements ServerAnswer {}

    int MOST_BYTES = 1024 * 1024;

    /// Reads an answer to its end, or up to the hello alone.
    static ServerAnswer read(InputStream in, boolean helloAlone) throws IOException {
        return new Reading(new DataInputStream(in), helloAlone).answer();
    }

    /// Reads records and puts the messages in them together.
    final class Reading {
        private static final int HANDSHAKE = 22;
        private static final int ALERT = 21;
        private static final int SERVER_HELLO = 2;
        private static final int CERTIFICATE = 11;
        private static final int SERVER_KEY_EXCHANGE = 12;
        private static final int SERVER_HELLO_DONE = 14;
        private static final int WARNING = 1;
        private static final int CLOSE_NOTIFY = 0;

        /// Nobody cuts a megabyte into more records; each costs us a look at all that came before.
        private static final int MOST_RECORDS = 2048;

        private final DataInputStream in;
        private final boolean helloAlone;
        private final ByteArrayOutputStream messages = new ByteArrayOutputStream();
        private int read;
        private int version;
        private int suite;
        private int dhBits;
        private List<X509Certificate> chain = List.of();
        private boolean done;

        Reading(DataInputStream in, boolean helloAlone) {
            this.in = in;
            this.helloAlone = helloAlone;
        }

        ServerAnswer answer() throws IOException {
            try {
                for (var records = 0; !done && records < MOST_RECORDS && messages.size() < MOST_BYTES; records++) {
                    var type = in.readUnsignedByte();
                    if (type != HANDSHAKE && type != ALERT) {
                        return version == 0 ? new Stray() : taken();
                    }
                    in.readUnsignedShort();
                    var content = in.readNBytes(in.readUnsignedShort());
                    if (type == ALERT) {
                        // Some warn that they do not know the name, and go on.
                        if (warns(content)) {
                            continue;
                        }
                        return version == 0 ? new Refused() : taken();
                    }
                    messages.writeBytes(content);
                    take(ByteBuffer.wrap(messages.toByteArray()));
                }
                return version == 0 ? new Stray() : taken();
            } catch (EOFException hungUp) {
                return version == 0 ? new Refused() : taken();
            } catch (IOException stopped) {
                if (version == 0) {
                    throw stopped;
                }
                // What it chose is known, whatever became of the rest.
                return taken();
            } catch (IndexOutOfBoundsException | IllegalArgumentException broken) {
                return new Stray();
            }
        }

        private static boolean warns(byte[] alert) {
            return alert.length == 2 && alert[0] == WARNING && alert[1] != CLOSE_NOTIFY;
        }

        private Taken taken() {
            return new Taken(version, suite, dhBits, chain);
        }

        /// Takes every message that is complete.
        private void take(ByteBuffer bytes) {
            while (!done && bytes.limit() - read >= 4) {
                var kind = bytes.get(read) & 0xff;
                var length = bytes.getInt(read) & 0xffffff;
                if (bytes.limit() - read - 4 < length) {
                    return;
                }
                take(kind, bytes.slice(read + 4, length));
                read += 4 + length;
            }
        }

        private void take(int kind, ByteBuffer body) {
            switch (kind) {
                case SERVER_HELLO -> {
                    var session = 2 + 32;
                    version = body.getShort(0) & 0xffff;
                    suite = body.getShort(session + 1 + (body.get(session) & 0xff)) & 0xffff;
                    done = helloAlone;
                }
                case CERTIFICATE -> chain = chain(body);
                case SERVER_KEY_EXCHANGE -> dhBits = bits(body);
                case SERVER_HELLO_DONE -> done = true;
                default -> {}
            }
        }

        /// The size of the prime, which comes first, without its leading zeros. Over curves there is none, and what
        /// stands there is too short for one.
        private static int bits(ByteBuffer body) {
            var length = body.getShort(0) & 0xffff;
            if (length + 2 > body.limit()) {
                return 0;
            }
            var prime = new byte[length];
            body.get(2, prime);
            return new BigInteger(1, prime).bitLength();
        }

        private static List<X509Certificate> chain(ByteBuffer body) {
            var chain = new ArrayList<X509Certificate>();
            try {
                var factory = CertificateFactory.getInstance("X.509");
                for (var at = 3; at + 3 <= body.limit(); ) {
                    var length = ((body.getShort(at) & 0xffff) << 8) | (body.get(at + 2) & 0xff);
                    var bytes = new byte[length];
                    body.get(at + 3, bytes);
                    chain.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(bytes)));
                    at += 3 + length;
                }
            } catch (CertificateException unreadable) {
                return chain;
            }
            return chain;
        }
    }
}
