package dev.tocsin.monitor.probe.dns;

import dev.tocsin.monitor.probe.Dial;
import dev.tocsin.monitor.probe.Fault;
import dev.tocsin.monitor.probe.Faults;
import dev.tocsin.monitor.probe.Handshakes;
import dev.tocsin.monitor.probe.Progress;
import dev.tocsin.monitor.probe.Witness;
import dev.tocsin.monitor.probe.Wording;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/// One question on one connection (RFC 7766), or inside TLS on it (RFC 7858), each message behind its length in two
/// bytes. It reads that one message and not a byte more.
final class OverTcp {

    /// The TLS to put the question in, and the name that its certificate must be for.
    record Tls(Handshakes handshakes, String serverName, Witness witness) {}

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final Progress trace;
    private final Consumer<Closeable> held;
    private final Optional<Tls> tls;

    /// @param held told of the socket, to close it when the look ends before its time
    OverTcp(Progress trace, Consumer<Closeable> held, Optional<Tls> tls) {
        this.trace = trace;
        this.held = held;
        this.tls = tls;
    }

    /// Connects within `connectWithin` and asks. Waits for the answer without end: the deadline closes the socket.
    Exchange ask(Question question, Dial dial, Duration connectWithin) {
        trace.dialling(dial.address());
        trace.enter(Progress.Phase.CONNECT);
        try (var socket = dial.createSocket()) {
            held.accept(socket);
            socket.connect(dial.address(), (int) Math.max(1, connectWithin.toMillis()));
            var wire = secured(socket, dial.address());
            return exchange(question, wire, Wording.address(dial.address()));
        } catch (IOException failed) {
            var phase = trace.last().orElse(Progress.Phase.CONNECT);
            var told = phase == Progress.Phase.TRANSFER ? Progress.Phase.FIRST_BYTE : phase;
            return new Exchange.Unanswered(Faults.of(
                    failed, told, dial, tls.flatMap(used -> used.witness().complaint())));
        } finally {
            trace.rest();
        }
    }

    private Socket secured(Socket socket, InetSocketAddress address) throws IOException {
        if (tls.isEmpty()) {
            return socket;
        }
        trace.enter(Progress.Phase.TLS);
        var used = tls.get();
        var layered = used.handshakes().sockets().createSocket(socket, used.serverName(), address.getPort(), true);
        if (!(layered instanceof SSLSocket secure)) {
            throw new IllegalStateException("no TLS socket but " + layered.getClass());
        }
        secure.setEnabledProtocols(PROTOCOLS);
        used.witness().during(() -> {
            secure.startHandshake();
            return secure;
        });
        if (!used.witness().verify(used.serverName(), secure.getSession())) {
            throw new SSLPeerUnverifiedException("the certificate is for another name");
        }
        return secure;
    }

    private Exchange exchange(Question question, Socket wire, String server) throws IOException {
        trace.enter(Progress.Phase.REQUEST);
        var query = question.bytes();
        var out = wire.getOutputStream();
        out.write(ByteBuffer.allocate(2 + query.length)
                .putShort((short) query.length)
                .put(query)
                .array());
        out.flush();
        trace.enter(Progress.Phase.FIRST_BYTE);
        var in = new DataInputStream(wire.getInputStream());
        var answer = new byte[in.readUnsignedShort()];
        trace.enter(Progress.Phase.TRANSFER);
        in.readFully(answer);
        return switch (question.read(answer)) {
            case Question.Reading.Answer read -> new Exchange.Answered(read.message());
            case Question.Reading.Stray stray -> new Exchange.Unanswered(new Fault.Theirs(server + " " + stray.why()));
        };
    }
}
