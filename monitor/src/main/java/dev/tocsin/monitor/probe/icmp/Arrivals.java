package dev.tocsin.monitor.probe.icmp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/// Tells each look when something has come for its socket. One thread of the platform waits for all of them in
/// epoll(7), so that a look waits on its virtual thread and holds no other, however long its target is silent.
final class Arrivals {

    private static final int ADD = 1;
    private static final int CLOSE_ON_EXEC = 0x80000;
    /// Readable or in error, told once for each change.
    private static final int EVENTS = 0x001 | 0x008 | 1 << 31;

    private static final int MOST_AT_ONCE = 256;

    /// `struct epoll_event` is packed on x86 and on nothing else.
    private static final boolean PACKED = System.getProperty("os.arch", "").matches("amd64|x86_64|x86|i[3-6]86");

    private static final long DATA_AT = PACKED ? 4 : 8;
    private static final long EVENT_BYTES = PACKED ? 12 : 16;
    private static final ValueLayout.OfLong DATA = ValueLayout.JAVA_LONG_UNALIGNED;

    private final Libc libc;
    private final int epoll;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, BlockingQueue<Long>> waiting = new ConcurrentHashMap<>();

    /// @throws IllegalStateException when the system gives no epoll descriptor
    Arrivals(Libc libc) {
        this.libc = libc;
        this.epoll = libc.epollCreate(CLOSE_ON_EXEC);
        if (epoll < 0) {
            throw new IllegalStateException("no epoll on this system, error " + -epoll);
        }
        Thread.ofPlatform().daemon().name("icmp-arrivals").start(this::listen);
    }

    /// The arrivals at one socket. Closing ends the telling, not the socket.
    final class Line implements AutoCloseable {
        private final long number = numbers.incrementAndGet();
        /// When something came, by `System.nanoTime()`.
        final BlockingQueue<Long> instants = new LinkedBlockingQueue<>();

        private Line() {
            waiting.put(number, instants);
        }

        @Override
        public void close() {
            waiting.remove(number);
        }
    }

    /// Begins to tell of `descriptor`, until it is closed.
    Line at(int descriptor) {
        var line = new Line();
        try (var arena = Arena.ofConfined()) {
            var event = arena.allocate(EVENT_BYTES, 8);
            event.set(ValueLayout.JAVA_INT, 0, EVENTS);
            event.set(DATA, DATA_AT, line.number);
            var outcome = libc.epollControl(epoll, ADD, descriptor, event);
            if (outcome < 0) {
                line.close();
                throw new IllegalStateException("a socket cannot be waited for, error " + -outcome);
            }
            return line;
        }
    }

    private void listen() {
        try (var arena = Arena.ofConfined()) {
            var events = arena.allocate(EVENT_BYTES * MOST_AT_ONCE, 8);
            while (true) {
                var count = libc.epollWait(epoll, events, MOST_AT_ONCE);
                tell(events, count, System.nanoTime());
            }
        }
    }

    private void tell(MemorySegment events, int count, long now) {
        for (var i = 0; i < count; i++) {
            var line = waiting.get(events.get(DATA, i * EVENT_BYTES + DATA_AT));
            if (line != null) {
                line.add(now);
            }
        }
    }
}
