package dev.tocsin.monitor;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Who keeps more of a look than what it does to the verdict.
public interface LookListener {

    /// Called inside the transaction that settles the look, in the order of looks. Writes rows only. Answers when the
    /// target is to be looked at again, out of turn; empty when that can wait.
    Optional<Instant> looked(Handle handle, MonitorId id, Monitor monitor, Observation seen);
}
