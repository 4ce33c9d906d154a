package dev.tocsin.monitor;

import java.util.Map;

/// The last look at a monitor from each of its locations, as far as this node heard of it, and the verdict that was
/// made of all.
public record Panel(Monitor monitor, Verdict verdict, Map<Location, Sight> sights) {

    /// What one location saw last, and where that left its vote.
    public record Sight(Observation seen, Verdict vote) {}

    public Panel {
        sights = Map.copyOf(sights);
    }
}
