package dev.tocsin.monitor.probe;

import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/// A factory whose sockets know by themselves where they go: no client of it may choose an address.
public abstract class UndialledSockets extends SocketFactory {

    @Override
    public final Socket createSocket(String host, int port) {
        throw settled();
    }

    @Override
    public final Socket createSocket(String host, int port, InetAddress local, int localPort) {
        throw settled();
    }

    @Override
    public final Socket createSocket(InetAddress host, int port) {
        throw settled();
    }

    @Override
    public final Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
        throw settled();
    }

    private static UnsupportedOperationException settled() {
        return new UnsupportedOperationException("where the socket goes is settled");
    }
}
