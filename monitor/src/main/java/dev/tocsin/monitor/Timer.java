package dev.tocsin.monitor;

import java.time.Instant;

/// Starts work at its instant.
public interface Timer {

    /// Runs `task` on a thread of its own at `when`, at once when that has passed.
    void at(Instant when, Runnable task);
}
