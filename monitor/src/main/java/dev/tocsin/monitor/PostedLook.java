package dev.tocsin.monitor;

import java.time.Duration;

/// A look that an agent took at `monitor` (by name). `lateness` is how long after its slot it began.
public record PostedLook(String monitor, Duration lateness, Observation seen) {}
