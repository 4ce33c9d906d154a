package dev.tocsin.monitor.probe.dns;

import dev.tocsin.monitor.probe.Deadline;
import dev.tocsin.monitor.probe.Fault;
import dev.tocsin.monitor.probe.Progress;
import dev.tocsin.monitor.probe.Wording;
import java.io.Closeable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/// One question in one datagram. It is not sent again when it gets lost: whether datagrams get lost is what we look
/// for.
///
/// A datagram that does not answer the question is let go by, as a resolver does: it may come from anybody. What
/// was odd about the last one is told should no answer come.
final class OverUdp {

    private static final int MOST_BYTES = 65_535;
    private static final int MOST_STRAYS = 1_000;

    private final Progress trace;
    private final Consumer<Closeable> held;
    private volatile Optional<String> stray = Optional.empty();

    /// @param held told of the socket, to close it when the look ends before its time
    OverUdp(Progress trace, Consumer<Closeable> held) {
        this.trace = trace;
        this.held = held;
    }

    /// What was wrong with the last datagram that was no answer.
    Optional<String> stray() {
        return stray;
    }

    /// Asks, and waits for `wait` at most.
    Exchange ask(Question question, InetSocketAddress server, Duration wait) {
        var deadline = Deadline.after(wait);
        trace.dialling(server);
        trace.enter(Progress.Phase.CONNECT);
        try (var socket = new DatagramSocket()) {
            held.accept(socket);
            // So only datagrams from this server reach us, and a closed port is told.
            socket.connect(server);
            trace.enter(Progress.Phase.REQUEST);
            var query = question.bytes();
            socket.send(new DatagramPacket(query, query.length));
            trace.enter(Progress.Phase.FIRST_BYTE);
            return receive(question, socket, Wording.address(server), deadline);
        } catch (IOException failed) {
            return new Exchange.Unanswered(fault(failed, Wording.address(server)));
        } finally {
            trace.rest();
        }
    }

    private Exchange receive(Question question, DatagramSocket socket, String server, Deadline deadline)
            throws IOException {
        var packet = new DatagramPacket(new byte[MOST_BYTES], MOST_BYTES);
        for (var strays = 0; strays < MOST_STRAYS; strays++) {
            // Rounded up: zero would mean for ever, and less would come before the deadline of the look.
            socket.setSoTimeout((int) deadline.left().toMillis() + 1);
            packet.setLength(MOST_BYTES);
            socket.receive(packet);
            switch (question.read(Arrays.copyOf(packet.getData(), packet.getLength()))) {
                case Question.Reading.Answer answer -> {
                    return new Exchange.Answered(answer.message());
                }
                case Question.Reading.Stray other -> stray = Optional.of(server + " " + other.why());
            }
        }
        return new Exchange.Unanswered(new Fault.Theirs(
                server + " sends without end what is no answer; the last time it " + stray.orElse("")));
    }

    private Fault fault(IOException failure, String server) {
        return switch (failure) {
            case SocketTimeoutException _ -> new Fault.Theirs(stray.orElse("no answer from " + server));
            case PortUnreachableException _ ->
                new Fault.Theirs("nobody answers DNS at " + server + ", the port is closed");
            case NoRouteToHostException _ -> new Fault.Theirs("host of " + server + " is unreachable");
            case ConnectException _ -> new Fault.Theirs("network of " + server + " is unreachable");
            default -> new Fault.Ours("this machine cannot send to " + server + " (" + failure.getMessage() + ")");
        };
    }
}
