package dev.tocsin.statuspage;

import java.time.Instant;
import java.util.List;

/// What was ever published, by its titles: incidents and maintenances, newest first as the page has them, and the
/// components that have left the settings.
public record Contents(List<Title> titles, List<Left> left) {

    /// One incident or maintenance. `began` says into which month it belongs; `state` is another number when anything
    /// of what is shown of it is another.
    public record Title(
            PublicId id,
            boolean maintenance,
            String name,
            Instant began,
            boolean over,
            List<PublicId> components,
            long state) {

        public Title {
            components = List.copyOf(components);
        }
    }

    /// A component that is no longer in the settings.
    public record Left(PublicId id, String name, Instant at) {}

    public Contents {
        titles = List.copyOf(titles);
        left = List.copyOf(left);
    }
}
