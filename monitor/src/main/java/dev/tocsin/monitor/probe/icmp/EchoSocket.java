package dev.tocsin.monitor.probe.icmp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A socket that sends echo requests to one address and hears what comes back from there. Used and closed by one
/// thread.
///
/// Linux lends such a socket to every group in `net.ipv4.ping_group_range` (icmp(7)); who may open raw sockets gets one
/// of those instead.
final class EchoSocket implements AutoCloseable {

    /// Error numbers of Linux, the same on all of its machines that Java runs on.
    static final int EPERM = 1;

    static final int EAGAIN = 11;
    static final int EACCES = 13;
    static final int EPROTONOSUPPORT = 93;
    static final int ENETUNREACH = 101;
    static final int EHOSTUNREACH = 113;

    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int ICMP = 1;
    private static final int ICMPV6 = 58;
    private static final int DATAGRAM = 2;
    private static final int RAW = 3;
    private static final int NONBLOCK_CLOEXEC = 0x80800;
    private static final int SOL_IP = 0;
    private static final int IP_RECVERR = 11;
    private static final int SOL_IPV6 = 41;
    private static final int IPV6_RECVERR = 25;
    private static final int MOST_BYTES = 2048;

    /// What came of the attempt to open one.
    sealed interface Opened {

        record Ready(EchoSocket socket) implements Opened {}

        /// This process may not.
        record NotAllowed() implements Opened {}

        /// The number of the error of the system.
        record Failed(int error) implements Opened {}
    }

    private final Libc libc;
    private final int descriptor;
    private final boolean raw;
    private final boolean v6;
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment received = arena.allocate(MOST_BYTES);
    private Arrivals.@Nullable Line line;

    private EchoSocket(Libc libc, int descriptor, boolean raw, boolean v6) {
        this.libc = libc;
        this.descriptor = descriptor;
        this.raw = raw;
        this.v6 = v6;
    }

    static Opened open(Libc libc, Arrivals arrivals, InetAddress address) {
        var v6 = address instanceof Inet6Address;
        var descriptor = socket(libc, v6, DATAGRAM);
        var raw = refused(descriptor);
        if (raw) {
            descriptor = socket(libc, v6, RAW);
        }
        if (descriptor < 0) {
            return refused(descriptor) ? new Opened.NotAllowed() : new Opened.Failed(-descriptor);
        }
        var socket = new EchoSocket(libc, descriptor, raw, v6);
        var outcome = socket.connect(address);
        if (outcome < 0) {
            socket.close();
            return new Opened.Failed(-outcome);
        }
        try {
            socket.line = arrivals.at(descriptor);
            return new Opened.Ready(socket);
        } catch (IllegalStateException full) {
            socket.close();
            throw full;
        }
    }

    private static int socket(Libc libc, boolean v6, int type) {
        return libc.socket(v6 ? AF_INET6 : AF_INET, type | NONBLOCK_CLOEXEC, v6 ? ICMPV6 : ICMP);
    }

    private static boolean refused(int outcome) {
        return outcome == -EACCES || outcome == -EPERM || outcome == -EPROTONOSUPPORT;
    }

    private int connect(InetAddress address) {
        // So that "host unreachable" reaches us as the error of the next call.
        libc.option(descriptor, v6 ? SOL_IPV6 : SOL_IP, v6 ? IPV6_RECVERR : IP_RECVERR, 1);
        var bytes = address.getAddress();
        var named = arena.allocate(v6 ? 28 : 16, 8);
        named.set(ValueLayout.JAVA_SHORT, 0, (short) (v6 ? AF_INET6 : AF_INET));
        MemorySegment.copy(bytes, 0, named, ValueLayout.JAVA_BYTE, v6 ? 8 : 4, bytes.length);
        if (address instanceof Inet6Address scoped) {
            named.set(ValueLayout.JAVA_INT.withOrder(ByteOrder.nativeOrder()), 24, scoped.getScopeId());
        }
        return libc.connect(descriptor, named);
    }

    /// Whether what it receives begins with the IP header.
    boolean receivesHeader() {
        return raw && !v6;
    }

    /// Negative for an error.
    int send(byte[] packet) {
        return libc.send(descriptor, arena.allocateFrom(ValueLayout.JAVA_BYTE, packet));
    }

    /// When something came, by `System.nanoTime()`; null when nothing did within `wait`.
    @Nullable
    Long await(Duration wait) throws InterruptedException {
        return line == null ? null : line.instants.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// How many bytes of the next packet there are in [#packet]; negative for an error, `-EAGAIN` when there is none.
    int receive() {
        return libc.receive(descriptor, received);
    }

    byte[] packet(int length) {
        return received.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
    }

    @Override
    public void close() {
        if (line != null) {
            line.close();
        }
        libc.close(descriptor);
        arena.close();
    }
}
