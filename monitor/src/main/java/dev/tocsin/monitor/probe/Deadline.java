package dev.tocsin.monitor.probe;

import java.time.Duration;

/// The instant at which a look must have answered, on the clock that no one sets.
record Deadline(long atNanos) {

    static Deadline after(Duration wait) {
        return new Deadline(System.nanoTime() + wait.toNanos());
    }

    Duration left() {
        return Duration.ofNanos(Math.max(0, atNanos - System.nanoTime()));
    }

    boolean passed() {
        return System.nanoTime() - atNanos >= 0;
    }

    /// The same deadline, `margin` sooner.
    Deadline sooner(Duration margin) {
        return new Deadline(atNanos - margin.toNanos());
    }
}
