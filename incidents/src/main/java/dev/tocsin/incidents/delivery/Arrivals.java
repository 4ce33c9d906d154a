package dev.tocsin.incidents.delivery;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// When messages last arrived.
public final class Arrivals {
    private final ArrivalStore store = new ArrivalStore();

    /// When the last message to `recipient` arrived, as far as the way tells: by SMS the carrier's receipt, by mail the
    /// other server's acceptance. Empty when none has.
    public Optional<Instant> last(Handle handle, Medium medium, String recipient) {
        return store.last(handle, medium, recipient);
    }
}
