package dev.tocsin.monitor.probe.socket;

import dev.tocsin.monitor.Evidence.Check;
import dev.tocsin.monitor.Facts;
import java.util.List;
import java.util.Optional;

/// What one kind of probe says and hears over a connection. One thread holds the talk; the one that guards the deadline
/// may ask at any moment what has been seen so far.
interface Talk {

    /// Talks, and returns once all that counts was said.
    /// @throws Breakdown when it did not go as it must
    void hold(Connection connection) throws Breakdown;

    /// Says good-bye. The outcome stands by then, whatever happens here.
    void leave(Connection connection);

    /// What was seen. A failed look keeps more of it.
    Optional<Facts> facts(boolean failed);

    /// What was expected in the talk and how it went; what is still waited for has not come.
    List<Check> checks();

    /// What went well, in a word or two before "in 20 ms".
    String praise();
}
