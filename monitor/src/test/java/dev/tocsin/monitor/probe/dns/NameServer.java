package dev.tocsin.monitor.probe.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/// A name server on loopback, on UDP and TCP (or TLS) of one port, that answers as a test wants it, however rudely.
final class NameServer implements AutoCloseable {

    /// The datagrams or messages that answer `query`; none for silence.
    @FunctionalInterface
    interface Manners {
        List<byte[]> answers(Message query, boolean datagram);
    }

    private final ServerSocket door;
    private final DatagramSocket datagrams;
    private final Manners manners;
    private final List<Thread> threads;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private NameServer(ServerSocketFactory sockets, Manners manners) {
        this.manners = manners;
        try {
            door = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
            datagrams =
                    new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), door.getLocalPort()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        threads = List.of(
                Thread.startVirtualThread(this::serveDatagrams), Thread.startVirtualThread(this::serveConnections));
    }

    static NameServer that(Manners manners) {
        return new NameServer(ServerSocketFactory.getDefault(), manners);
    }

    /// Answers with `rcode`, and with `records` in the answer.
    static NameServer answering(int rcode, Record... records) {
        return that((query, _) -> List.of(answer(query, rcode, records).toWire()));
    }

    static NameServer over(SSLContext tls, Record... records) {
        return new NameServer(
                tls.getServerSocketFactory(),
                (query, _) -> List.of(answer(query, 0, records).toWire()));
    }

    static NameServer silent() {
        return that((_, _) -> List.of());
    }

    /// Changes the bytes of a good answer.
    static NameServer mangling(UnaryOperator<byte[]> change, Record... records) {
        return that((query, _) -> List.of(change.apply(answer(query, 0, records).toWire())));
    }

    static Message answer(Message query, int rcode, Record... records) {
        var answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.AA);
        answer.getHeader().setRcode(rcode);
        answer.addRecord(query.getQuestion(), Section.QUESTION);
        Arrays.stream(records).forEach(record -> answer.addRecord(record, Section.ANSWER));
        return answer;
    }

    static Record record(String line) {
        try {
            var words = line.split(" ", 3);
            return Record.fromString(
                    Name.fromString(words[0]),
                    org.xbill.DNS.Type.value(words[1]),
                    org.xbill.DNS.DClass.IN,
                    300,
                    words[2],
                    Name.root);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    int port() {
        return door.getLocalPort();
    }

    String address() {
        return "127.0.0.1:" + port();
    }

    /// "udp" and "tcp", one for each question.
    List<String> asked() {
        return asked;
    }

    private void serveDatagrams() {
        try {
            while (true) {
                var packet = new DatagramPacket(new byte[4096], 4096);
                datagrams.receive(packet);
                asked.add("udp");
                var query = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
                for (var answer : manners.answers(query, true)) {
                    datagrams.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serveConnections() {
        try {
            while (true) {
                var guest = door.accept();
                Thread.startVirtualThread(() -> serve(guest));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket guest) {
        try (guest) {
            var in = new DataInputStream(guest.getInputStream());
            var out = new DataOutputStream(guest.getOutputStream());
            while (true) {
                var query = new byte[in.readUnsignedShort()];
                in.readFully(query);
                asked.add("tcp");
                for (var answer : manners.answers(new Message(query), false)) {
                    out.writeShort(answer.length);
                    out.write(answer);
                    out.flush();
                }
            }
        } catch (IOException gone) {
            // The prober may leave whenever it likes.
        }
    }

    /// Returns once the ports are closed, which threads that wait at them put off until they have left.
    @Override
    public void close() {
        try {
            door.close();
            datagrams.close();
            for (var thread : threads) {
                assertThat(thread.join(Duration.ofSeconds(30))).isTrue();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
