package dev.tocsin.monitor.probe;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;

/// Makes sockets that dial one address, whatever the URL says. So `connectTo` keeps name, SNI and Host, and no proxy of
/// the machine's comes between.
///
/// TLS libraries remember sessions by the host and the port of the socket beneath, and look at that port for nothing
/// else. So each socket names another port than the one it is connected to: no session is found again, and every look
/// sees the whole handshake and the certificate in use.
///
/// Such a socket takes in [#MOST_BYTES] at most: a body ends at 1 MiB anyway, and nothing a peer wraps around it
/// (headers, chunk extensions, a gzip header) may fill the memory instead.
public final class Dial extends UndialledSockets {

    static final int MOST_BYTES = 16 * 1024 * 1024;

    /// In HTTP/2 one byte can stand for a header of 4 KiB that came before (RFC 7541, 7.3), and all are kept until the
    /// last has come.
    static final int MOST_BYTES_OF_HTTP_2 = 2 * 1024 * 1024;

    private static final int PORTS = 65_535;

    private final InetSocketAddress address;
    private final int namedPort;
    private final int mostBytes;
    private volatile int received;
    private volatile boolean connected;

    /// @param number another for each dial
    Dial(InetSocketAddress address, int number) {
        this(address, number, MOST_BYTES);
    }

    Dial(InetSocketAddress address, int number, int mostBytes) {
        this.address = address;
        this.mostBytes = mostBytes;
        this.namedPort = 1 + Math.floorMod(number, PORTS);
    }

    public InetSocketAddress address() {
        return address;
    }

    /// How many bytes the peer has sent so far.
    public int received() {
        return received;
    }

    /// Whether the other side took the connection.
    boolean connected() {
        return connected;
    }

    @Override
    public Socket createSocket() {
        return new DialledSocket();
    }

    private final class DialledSocket extends Socket {

        DialledSocket() {
            super(Proxy.NO_PROXY);
        }

        @Override
        public int getPort() {
            return namedPort;
        }

        @Override
        public void connect(SocketAddress named, int timeout) throws IOException {
            super.connect(address, timeout);
            connected = true;
            // Else the request would wait for the acknowledgement of the handshake's last flight.
            setTcpNoDelay(true);
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new Rationed(super.getInputStream());
        }
    }

    private final class Rationed extends FilterInputStream {

        Rationed(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var single = super.read();
            spend(single < 0 ? 0 : 1);
            return single;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            var count = super.read(bytes, from, length);
            spend(Math.max(0, count));
            return count;
        }

        private void spend(int count) throws IOException {
            var sum = received + count;
            received = sum;
            if (sum > mostBytes) {
                throw new TooMuch();
            }
        }
    }

    /// The peer sent more than any answer needs.
    public static final class TooMuch extends IOException {
        private static final long serialVersionUID = 1;
    }
}
