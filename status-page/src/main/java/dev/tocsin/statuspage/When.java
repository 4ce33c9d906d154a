package dev.tocsin.statuspage;

import java.time.Instant;

/// When customers read what was written.
public sealed interface When {

    record Now() implements When {}

    /// An embargo: not before `at`, on no surface, and then by itself.
    record At(Instant at) implements When {}

    /// Not before somebody publishes it.
    record OnWord() implements When {}
}
