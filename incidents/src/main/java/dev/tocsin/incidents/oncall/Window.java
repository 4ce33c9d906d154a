package dev.tocsin.incidents.oncall;

import java.time.Instant;
import java.util.Optional;

/// From `from` (included) to `to` (excluded).
public record Window(Instant from, Instant to) {

    public Window {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a window from " + from + " to " + to + " is empty, end it later");
        }
    }

    public boolean contains(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }

    /// The part of it that lies in `other`.
    public Optional<Window> within(Window other) {
        var begin = from.isAfter(other.from) ? from : other.from;
        var end = to.isBefore(other.to) ? to : other.to;
        return begin.isBefore(end) ? Optional.of(new Window(begin, end)) : Optional.empty();
    }

    /// The first edge after `at`, or `otherwise` when that comes sooner.
    Instant edgeAfter(Instant at, Instant otherwise) {
        var edge = at.isBefore(from) ? from : at.isBefore(to) ? to : otherwise;
        return edge.isBefore(otherwise) ? edge : otherwise;
    }
}
