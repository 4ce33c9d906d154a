package dev.tocsin.incidents.oncall;

import java.time.Instant;

/// What holds from `start` (included) to `end` (excluded).
public record Shift(Instant start, Instant end, Duty duty) {

    public Shift {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("a shift from " + start + " to " + end + " is none");
        }
    }
}
