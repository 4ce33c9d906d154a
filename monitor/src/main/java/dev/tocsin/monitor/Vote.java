package dev.tocsin.monitor;

import java.time.Instant;

/// What one location says of a monitor: `verdict` since `since`, because of `reason`. `UNKNOWN` says nothing either
/// way: too few looks yet, or none of late. A location that never looked has said so since [Instant#MIN].
public record Vote(Location location, Verdict verdict, Instant since, String reason) {

    /// Whether it says anything.
    boolean counts() {
        return switch (verdict) {
            case UNKNOWN -> false;
            case UP, DEGRADED, DOWN, PARTIAL -> true;
        };
    }

    /// Whether the target answers there, well or badly.
    boolean answers() {
        return switch (verdict) {
            case UP, DEGRADED -> true;
            case UNKNOWN, PARTIAL, DOWN -> false;
        };
    }
}
