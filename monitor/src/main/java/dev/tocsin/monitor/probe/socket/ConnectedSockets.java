package dev.tocsin.monitor.probe.socket;

import dev.tocsin.monitor.probe.UndialledSockets;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;

/// Hands a client the one connection that stands already, encrypted where it is to be: there is nothing left to dial.
final class ConnectedSockets extends UndialledSockets {

    private final Connection connection;
    private volatile boolean taken;
    private volatile boolean upgraded;
    private volatile boolean askedAgain;

    ConnectedSockets(Connection connection) {
        this.connection = connection;
    }

    /// The upgrade was granted: from here on both sides speak as they like.
    void upgraded() {
        upgraded = true;
    }

    /// Whether the client wanted to ask a second time. It does so for one cause only: the server answered 503 and wants
    /// to be asked again at once.
    boolean askedAgain() {
        return askedAgain;
    }

    @Override
    public Socket createSocket() throws IOException {
        if (taken) {
            throw again();
        }
        taken = true;
        return new Connected();
    }

    private IOException again() {
        askedAgain = true;
        // The client would still wait for an answer to what it could not ask.
        connection.cut();
        return new IOException("a look asks once");
    }

    private final class Connected extends Socket {

        @Override
        public void connect(SocketAddress named, int timeout) {}

        @Override
        public InputStream getInputStream() throws IOException {
            return connection.input();
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new AskingOnce(connection.output());
        }

        /// Ends reads and writes under way, from whatever thread.
        @Override
        public synchronized void close() throws IOException {
            connection.cut();
            super.close();
        }
    }

    /// Takes no second request once the answer to the first has begun.
    private final class AskingOnce extends FilterOutputStream {

        AskingOnce(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (!upgraded && connection.received() > 0) {
                throw again();
            }
            out.write(bytes, from, length);
        }
    }
}
