package dev.tocsin.incidents.disclosure.dns;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/// A name server on loopback that cannot say anything, or says nothing.
final class UdpServer implements AutoCloseable {
    private final DatagramSocket socket;

    private UdpServer() throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    static UdpServer silent() throws IOException {
        return new UdpServer();
    }

    /// Has no answer, and says so.
    static UdpServer failing() throws IOException {
        var server = new UdpServer();
        Thread.ofVirtual().start(server::serve);
        return server;
    }

    private void serve() {
        try {
            while (true) {
                var packet = new DatagramPacket(new byte[512], 512);
                socket.receive(packet);
                var answer = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
                answer.getHeader().setFlag(Flags.QR);
                answer.getHeader().setRcode(Rcode.SERVFAIL);
                var bytes = answer.toWire();
                socket.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    @Override
    public void close() {
        socket.close();
    }
}
