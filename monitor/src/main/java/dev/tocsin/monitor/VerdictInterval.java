package dev.tocsin.monitor;

import java.time.Instant;
import java.util.Optional;

/// The verdict on a monitor from `began` (included) to `ended` (excluded; empty while it lasts).
public record VerdictInterval(MonitorId monitorId, Instant began, Optional<Instant> ended, Verdict verdict) {}
