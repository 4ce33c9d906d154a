package dev.tocsin.monitor.probe.grpc;

import dev.tocsin.monitor.probe.Dial;
import dev.tocsin.monitor.probe.Progress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.function.Consumer;
import javax.net.SocketFactory;

/// Gives the library its connection: to the one address of a [Dial], with the phases told to the trace.
final class Plug extends SocketFactory {

    private final Dial dial;
    private final Duration connectWithin;
    private final Progress trace;
    private final Consumer<Socket> held;

    /// @param held told of the socket, to close it when the look ends before its time
    Plug(Dial dial, Duration connectWithin, Progress trace, Consumer<Socket> held) {
        this.dial = dial;
        this.connectWithin = connectWithin;
        this.trace = trace;
        this.held = held;
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        trace.enter(Progress.Phase.CONNECT);
        var socket = dial.createSocket();
        held.accept(socket);
        try {
            socket.connect(dial.address(), (int) Math.max(1, connectWithin.toMillis()));
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
        trace.enter(Progress.Phase.REQUEST);
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return createSocket(dial.address().getAddress(), port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
        throw fixed();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
        throw fixed();
    }

    private static UnsupportedOperationException fixed() {
        return new UnsupportedOperationException("the address is fixed");
    }
}
