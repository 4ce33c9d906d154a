package dev.tocsin.app.schedule;

import java.time.Instant;

/// Who wants to know that another node has died.
public interface NodeListener {

    /// Called on one of the nodes that live, on a thread of its own, some 3 to 7 s after the death. `seen` is when
    /// the node last gave a sign of life, by its own clock. It may only have seemed dead: a process that was
    /// stopped for seconds comes back.
    void gone(String node, Instant seen);
}
