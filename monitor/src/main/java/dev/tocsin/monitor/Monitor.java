package dev.tocsin.monitor;

import java.time.Duration;

/// Something we watch: what to look at, how often, and when to believe it. `timeout` is the one deadline over all
/// phases of a look.
public record Monitor(String name, Probe probe, Duration every, Duration timeout, Confirmation confirmation) {}
