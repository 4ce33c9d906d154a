package dev.tocsin.statuspage;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What a board leads to without showing it: when the first thing that it can tell of `began`, the incident
/// `before` the oldest that it shows, and the names of components that have left the settings.
public record Past(Optional<Instant> began, Optional<Named> before, Map<PublicId, String> gone) {
    public static final Past NONE = new Past(Optional.empty(), Optional.empty(), Map.of());

    public Past {
        gone = Map.copyOf(gone);
    }

    /// An incident by its title.
    public record Named(PublicId id, String name) {}
}
