package dev.tocsin.monitor.probe;

import dev.tocsin.monitor.Observation;

/// One look under way. It is performed on a thread of its own, and ended by another when its time is over.
public interface OneLook {

    /// Looks. Blocks on the network, and need not watch the time.
    Observation perform();

    /// Ends the look at its deadline: closes what it holds open, and says how far it came.
    Observation cutShort();

    /// Ends the look because nobody waits for it any more.
    Observation abandon();

    /// That we could not tell, by our own fault.
    Observation inconclusive(String why);
}
