package dev.tocsin.monitor.probe;

import java.time.Duration;

/// The instant at which a look must have answered, on the clock that no one sets.
public record Deadline(long atNanos) {

    public static Deadline after(Duration wait) {
        return new Deadline(System.nanoTime() + wait.toNanos());
    }

    public Duration left() {
        return Duration.ofNanos(Math.max(0, atNanos - System.nanoTime()));
    }

    public boolean passed() {
        return System.nanoTime() - atNanos >= 0;
    }

    /// The same deadline, `margin` sooner.
    public Deadline sooner(Duration margin) {
        return new Deadline(atNanos - margin.toNanos());
    }
}
