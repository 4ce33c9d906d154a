package dev.tocsin.incidents.silence;

import dev.tocsin.incidents.oncall.Responder;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Knows who looks after Tocsin itself, and reads what concerns nobody else.
@FunctionalInterface
public interface Keepers {

    /// Those at `at`, with the contacts that may be used.
    List<Responder> at(Handle handle, Instant at);
}
