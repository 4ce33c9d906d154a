package dev.tocsin.incidents;

import java.time.Duration;
import java.util.Optional;

/// After what time an acknowledgement counts no more; the settings of paging know.
@FunctionalInterface
public interface AckTimeouts {

    /// The time for incidents under `policy`; empty where an acknowledgement never runs out.
    Optional<Duration> after(String policy);
}
