package dev.tocsin.incidents.disclosure;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/// Mails that were begun and are not settled, in the order in which they came. Bounded in number and, since each may
/// have 50 MB, in bytes. For one thread.
final class ReadAhead<T> {
    static final int MAILS = 16;

    private static final long BYTES = 32 << 20;

    private record Held<T>(T one, long bytes) {}

    private final Queue<Held<T>> held = new ArrayDeque<>();
    private long bytes;

    /// Whether one more may be begun; always when there is none.
    boolean hasRoom() {
        return held.size() < MAILS && bytes < BYTES;
    }

    void add(T one, long size) {
        held.add(new Held<>(one, size));
        bytes += size;
    }

    /// Adds one that was tried before, after which none is begun until it is done: what ended us the last time may be
    /// in it, and is not to use up the tries of others.
    void addLast(T one) {
        add(one, BYTES);
    }

    /// The first of them, which is held no more; empty when there is none.
    Optional<T> next() {
        var first = Optional.ofNullable(held.poll());
        first.ifPresent(one -> bytes -= one.bytes());
        return first.map(Held::one);
    }
}
