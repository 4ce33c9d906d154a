package dev.tocsin.monitor.probe;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/// Tells a dead resolver of ours from a dead zone of theirs: asks our resolvers for the root of the DNS, which every
/// working one knows. An answer with any code but SERVFAIL means that ours works.
public final class ResolverCheck {

    private static final int PORT = 53;
    private static final int HEADER = 12;
    private static final int SERVFAIL = 2;
    private static final int ANSWER_BYTES = 512;

    private final Supplier<List<InetSocketAddress>> resolvers;

    /// @param resolvers asked for at each check, since the network's own settings may change
    public ResolverCheck(Supplier<List<InetSocketAddress>> resolvers) {
        this.resolvers = resolvers;
    }

    /// The resolvers that the operating system uses, by resolv.conf(5).
    public static ResolverCheck ofSystem() {
        return new ResolverCheck(() -> nameservers(Path.of("/etc/resolv.conf")));
    }

    /// Without a file, or a server in it, resolvers ask this machine: so does this.
    public static List<InetSocketAddress> nameservers(Path file) {
        try {
            var named = Files.readAllLines(file).stream()
                    .map(line -> line.strip().split("\\s+"))
                    .filter(words -> words.length > 1 && words[0].equals("nameserver"))
                    .map(words -> new InetSocketAddress(words[1], PORT))
                    .filter(address -> !address.isUnresolved())
                    .toList();
            return named.isEmpty() ? List.of(ownMachine()) : named;
        } catch (IOException unreadable) {
            return List.of(ownMachine());
        }
    }

    private static InetSocketAddress ownMachine() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT);
    }

    /// Whether one of our resolvers works. Blocks for `wait` at most.
    public boolean answers(Duration wait) {
        var deadline = Deadline.after(wait);
        var question = question();
        try (var socket = new DatagramSocket()) {
            for (var resolver : resolvers.get()) {
                socket.send(new DatagramPacket(question, question.length, resolver));
            }
            while (!deadline.passed()) {
                var answer = new DatagramPacket(new byte[ANSWER_BYTES], ANSWER_BYTES);
                socket.setSoTimeout((int) Math.max(1, deadline.left().toMillis()));
                socket.receive(answer);
                if (answers(question, answer)) {
                    return true;
                }
            }
            return false;
        } catch (SocketTimeoutException silent) {
            return false;
        } catch (IOException unreachable) {
            return false;
        }
    }

    private static boolean answers(byte[] question, DatagramPacket packet) {
        var answer = packet.getData();
        var ours = packet.getLength() >= HEADER && answer[0] == question[0] && answer[1] == question[1];
        return ours && (answer[3] & 0x0f) != SERVFAIL;
    }

    /// A query for the name servers of the root (RFC 1035, 4.1): header, root, NS, IN.
    private static byte[] question() {
        var id = ThreadLocalRandom.current().nextInt();
        return new byte[] {(byte) id, (byte) (id >> 8), 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 1};
    }
}
