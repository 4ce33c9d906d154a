package dev.tocsin.incidents.inbound;

import dev.tocsin.incidents.Severity;
import java.time.Instant;
import java.util.Optional;

/// One thing that another system tells us. `key` is what it is about, unique within its source.
public sealed interface Event {
    String key();

    /// Something is wrong; `policy` and `monitor` say who shall know, where they are said.
    record Trigger(
            String key,
            String title,
            String summary,
            Severity severity,
            Optional<String> policy,
            Optional<String> monitor,
            Optional<Instant> since)
            implements Event {}

    /// It is over.
    record Resolve(String key) implements Event {}

    /// Nothing that anybody would be paged for; `because` says why.
    record Ignored(String key, String because) implements Event {}

    /// The word that is kept.
    default String action() {
        return switch (this) {
            case Trigger _ -> "trigger";
            case Resolve _ -> "resolve";
            case Ignored _ -> "none";
        };
    }
}
