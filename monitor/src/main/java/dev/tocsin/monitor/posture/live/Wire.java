package dev.tocsin.monitor.posture.live;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/// A TCP connection that ends by itself when its time is over, however slowly the other side speaks.
final class Wire implements AutoCloseable {

    private final Socket socket;
    private final Duration time;
    private final Thread watch;
    private final AtomicBoolean late = new AtomicBoolean();

    private Wire(Socket socket, Duration time) {
        this.socket = socket;
        this.time = time;
        watch = Thread.startVirtualThread(() -> {
            try {
                Thread.sleep(time);
                late.set(true);
                socket.close();
            } catch (InterruptedException done) {
                Thread.currentThread().interrupt();
            } catch (IOException closed) {
                // It is gone, which is all that was wanted.
            }
        });
    }

    /// Connects, which may take all of the endpoint's time; what is left of it is for the talk.
    ///
    /// @throws ConnectException when nothing listens there
    /// @throws SocketTimeoutException when nothing answers in time
    /// @throws NoRouteToHostException when this machine has no way to the address
    static Wire to(Endpoint endpoint) throws IOException {
        var time = endpoint.patience().left();
        // To a socket no time at all would mean for ever.
        if (time.toMillis() == 0) {
            throw new SocketTimeoutException("the time for this look was over");
        }
        var socket = new Socket(Proxy.NO_PROXY);
        var wire = new Wire(socket, time);
        try {
            socket.connect(new InetSocketAddress(endpoint.address(), endpoint.port()), (int) time.toMillis());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) time.toMillis());
            return wire;
        } catch (IOException failed) {
            wire.close();
            throw wire.unconnected(failed);
        }
    }

    /// Java has one kind of failure for much that differs to us.
    private IOException unconnected(IOException failed) {
        var words = String.valueOf(failed.getMessage());
        // A machine without IPv6 has no way to any such address.
        if (words.contains("Network is unreachable") || words.contains("Cannot assign requested address")) {
            return new NoRouteToHostException("no way to it from this machine");
        }
        return failed instanceof NoRouteToHostException ? new ConnectException(words) : told(failed);
    }

    /// `failed`, or that the time was over where that is the reason.
    IOException told(IOException failed) {
        return late.get() || failed instanceof SocketTimeoutException
                ? new SocketTimeoutException("no answer within " + time.toMillis() + " ms")
                : failed;
    }

    Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        watch.interrupt();
        socket.close();
    }
}
