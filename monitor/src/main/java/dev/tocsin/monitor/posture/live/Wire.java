package dev.tocsin.monitor.posture.live;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// A TCP connection that ends by itself when its time is over, however slowly the other side speaks.
final class Wire implements AutoCloseable {

    private final Socket socket;
    private final Thread watch;
    private volatile Duration time;
    private volatile long end;
    private volatile boolean late;

    private Wire(Socket socket, Duration time) {
        this.socket = socket;
        this.time = time;
        end = System.nanoTime() + time.toNanos();
        watch = Thread.startVirtualThread(this::watch);
    }

    private void watch() {
        try {
            for (var left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
                Thread.sleep(Duration.ofNanos(left));
            }
            late = true;
            socket.close();
        } catch (InterruptedException done) {
            Thread.currentThread().interrupt();
        } catch (IOException closed) {
            // It is gone, which is all that was wanted.
        }
    }

    /// Connects, which may take all of the endpoint's time; what is left of it is for the talk.
    ///
    /// @throws ConnectException when nothing listens there
    /// @throws SocketTimeoutException when nothing answers in time
    /// @throws NoRouteToHostException when this machine has no way to the address
    static Wire to(Endpoint endpoint) throws IOException {
        var time = some(endpoint.patience().left());
        var socket = new Unremembered();
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

    /// To a socket no time at all would mean for ever.
    private static Duration some(Duration time) throws SocketTimeoutException {
        if (time.toMillis() == 0) {
            throw new SocketTimeoutException("the time for this look was over");
        }
        return time;
    }

    /// Gives the next talk over this connection a time of its own.
    void again(Duration given) throws IOException {
        time = some(given);
        end = System.nanoTime() + given.toNanos();
        socket.setSoTimeout((int) given.toMillis());
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
        return late || failed instanceof SocketTimeoutException
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

    /// TLS libraries remember sessions by the host and the port of the socket beneath, and look at that port for
    /// nothing
    /// else. It is another one each time, so that every handshake is a full one.
    private static final class Unremembered extends Socket {
        private static final int PORTS = 65_535;
        private static final AtomicInteger NEXT = new AtomicInteger();

        private final int named = 1 + Math.floorMod(NEXT.getAndIncrement(), PORTS);

        Unremembered() {
            super(Proxy.NO_PROXY);
        }

        @Override
        public int getPort() {
            return named;
        }
    }
}
