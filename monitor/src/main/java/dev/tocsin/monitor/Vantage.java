package dev.tocsin.monitor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// From where a monitor is looked at, and how many of these places must agree on a verdict: `quorum`, 1 to all.
public record Vantage(List<Location> locations, int quorum) {

    /// The server alone: its looks are the verdict, and nothing is voted on.
    public static final Vantage ALONE = new Vantage(List.of(Location.HERE), 1);

    public Vantage {
        locations = List.copyOf(locations);
        if (locations.isEmpty() || new HashSet<>(locations).size() < locations.size()) {
            throw new IllegalArgumentException("a monitor needs a place to look from, and each once: " + locations);
        }
        if (quorum < 1 || quorum > locations.size()) {
            throw new IllegalArgumentException(
                    "a quorum of %d of %d places, write 1 to %d".formatted(quorum, locations.size(), locations.size()));
        }
    }

    /// More than half of `places`: two verdicts can then never be reached at once.
    public static int majority(int places) {
        return places / 2 + 1;
    }

    public boolean holds(Location location) {
        return locations.contains(location);
    }

    /// Whether the verdict is made of votes.
    public boolean isVoted() {
        return !equals(ALONE);
    }

    /// As it stands in a row: `fra nyc/2`, with a dot for the server's own place. Empty for the server alone.
    Optional<String> word() {
        return isVoted()
                ? Optional.of(locations.stream()
                                .map(location -> location.isHere() ? "." : location.name())
                                .collect(Collectors.joining(" "))
                        + "/" + quorum)
                : Optional.empty();
    }

    /// How long after the first place's slot that of `location` comes. The places share the interval out evenly, so
    /// that a target is never looked at by all of them at once. The server comes first: its slots are the same with
    /// or without others.
    public Duration turn(Location location, Duration every) {
        var order = new ArrayList<>(locations);
        if (order.remove(Location.HERE)) {
            order.addFirst(Location.HERE);
        }
        return every.multipliedBy(Math.max(0, order.indexOf(location))).dividedBy(order.size());
    }
}
