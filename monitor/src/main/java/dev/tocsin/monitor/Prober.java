package dev.tocsin.monitor;

import java.time.Duration;

/// Performs a look at one kind of target. An adapter does not throw: whatever the target does is an [Observation], and
/// whatever fails on our own side is [Observation.Inconclusive].
public interface Prober<P extends Probe> {

    /// Looks once, on a fresh connection. Blocks for `timeout` at most, over all phases; call it on a virtual thread.
    Observation look(P probe, Duration timeout);

    /// Looks again because the looks before left a doubt: where the target has several addresses and the kind of look
    /// can choose, another one comes first than in a first look. Else as [#look].
    default Observation lookAgain(P probe, Duration timeout) {
        return look(probe, timeout);
    }
}
