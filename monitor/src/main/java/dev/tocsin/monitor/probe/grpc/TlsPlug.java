package dev.tocsin.monitor.probe.grpc;

import dev.tocsin.monitor.probe.Progress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;

/// Puts TLS around a connection, and tells the trace that it begins.
final class TlsPlug extends SSLSocketFactory {

    private final SSLSocketFactory sockets;
    private final Progress trace;

    TlsPlug(SSLSocketFactory sockets, Progress trace) {
        this.sockets = sockets;
        this.trace = trace;
    }

    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
        trace.enter(Progress.Phase.TLS);
        return sockets.createSocket(socket, host, port, autoClose);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return sockets.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return sockets.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw layered();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
        throw layered();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw layered();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
        throw layered();
    }

    private static UnsupportedOperationException layered() {
        return new UnsupportedOperationException("TLS goes around a connection that is there");
    }
}
