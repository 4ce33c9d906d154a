package dev.tocsin.statuspage.subscribers;

import dev.tocsin.statuspage.Impact;
import dev.tocsin.statuspage.PublicId;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/// What a subscriber wants to hear of: of these components alone (of all, where there are none), of maintenance alone,
/// of one incident or maintenance alone, of incidents from an impact on.
public record Wish(Set<PublicId> components, boolean maintenanceOnly, Optional<PublicId> matter, Impact least) {
    public static final Wish EVERYTHING = new Wish(Set.of(), false, Optional.empty(), Impact.NONE);

    public Wish {
        components = Set.copyOf(components);
    }

    /// What is told of.
    public record News(PublicId matter, boolean maintenance, Impact impact, Collection<PublicId> components) {}

    /// Whether this is it. Pure.
    public boolean wants(News news) {
        if (matter.isPresent()) {
            return matter.get().equals(news.matter());
        }
        if (maintenanceOnly && !news.maintenance()) {
            return false;
        }
        // What touches no component touches everybody.
        var touched = components.isEmpty()
                || news.components().isEmpty()
                || news.components().stream().anyMatch(components::contains);
        return touched && (news.maintenance() || news.impact().compareTo(least) >= 0);
    }
}
