package dev.tocsin.monitor.posture.live;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/// A TCP connection that ends by itself when its time is over, however slowly the other side speaks.
final class Wire implements AutoCloseable {

    private final Socket socket;
    private final Thread watch;
    private final AtomicBoolean late = new AtomicBoolean();

    private Wire(Socket socket, Duration time) {
        this.socket = socket;
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

    /// Connects, which may take all of `time`; what is left of it is for the talk.
    static Wire to(InetAddress address, int port, Duration time) throws IOException {
        var socket = new Socket(Proxy.NO_PROXY);
        var wire = new Wire(socket, time);
        try {
            socket.connect(new InetSocketAddress(address, port), (int) time.toMillis());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) time.toMillis());
            return wire;
        } catch (IOException failed) {
            wire.close();
            throw failed;
        }
    }

    Socket socket() {
        return socket;
    }

    /// Whether it was ended because its time was over.
    boolean late() {
        return late.get();
    }

    @Override
    public void close() throws IOException {
        watch.interrupt();
        socket.close();
    }
}
