package dev.tocsin.statuspage;

import dev.tocsin.monitor.availability.Window;
import java.time.Instant;

/// From `began` (included) to `ends` (excluded) a person speaks for a component, in place of its monitors.
public record HandSet(
        PublicId component, ComponentStatus status, String reason, String by, Instant began, Instant ends) {

    public boolean counts(Instant at) {
        return !at.isBefore(began) && at.isBefore(ends);
    }

    Window window() {
        return new Window(began, ends);
    }
}
