package dev.tocsin.monitor;

/// What we say of a target after confirmation.
public enum Verdict {
    /// Not enough looks yet, or nobody looked in time: never shown as good.
    UNKNOWN,
    UP,
    /// It answers, but worse than promised: slow, for instance.
    DEGRADED,
    /// Some places see it down and others up, and too few agree to call it either.
    PARTIAL,
    DOWN
}
