package dev.tocsin.monitor.settings;

import dev.tocsin.config.Section;
import dev.tocsin.monitor.Location;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.Vantage;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// Reads from where monitors are looked at: `locations` and `quorum`, and their defaults.
final class VantageSettings {
    private static final String LOCATIONS = "locations";
    private static final String QUORUM = "quorum";
    private static final int MOST = 64;

    private final LocationSettings places;
    private final List<Location> usual;
    private final OptionalInt usualQuorum;

    VantageSettings(Section root, Section defaults) {
        places = LocationSettings.read(root);
        var named = locations(defaults);
        usual = named.isEmpty() ? Vantage.ALONE.locations() : named;
        usualQuorum = quorum(defaults, usual.size());
    }

    Vantage read(Section section, Probe probe) {
        var named = locations(section);
        if (!probe.travels() && named.stream().anyMatch(location -> !location.isHere())) {
            section.problem(
                    LOCATIONS,
                    "such a monitor belongs to the server and to no other place",
                    "leave " + LOCATIONS + " out, or write " + places.here() + " alone");
        }
        if (!probe.travels()) {
            return Vantage.ALONE;
        }
        var locations = named.isEmpty() ? usual : named;
        var quorum = quorum(section, locations.size());
        return new Vantage(
                locations,
                quorum.orElseGet(
                        () -> Math.min(locations.size(), usualQuorum.orElse(Vantage.majority(locations.size())))));
    }

    private List<Location> locations(Section section) {
        var found = new ArrayList<Location>();
        for (var name : section.texts(LOCATIONS)) {
            var location = places.find(name);
            if (location.isEmpty()) {
                section.problem(
                        LOCATIONS,
                        "there is no location \"" + name + "\"",
                        "write one of " + String.join(", ", places.names())
                                + ", or add it under locations: of the file");
            } else if (found.contains(location.get())) {
                section.problem(LOCATIONS, "\"" + name + "\" is there twice", "name each place once");
            } else {
                found.add(location.get());
            }
        }
        return found;
    }

    private static OptionalInt quorum(Section section, int places) {
        var quorum = section.optionalNumber(QUORUM, 1, MOST);
        if (quorum.isPresent() && quorum.getAsInt() > places) {
            section.problem(
                    QUORUM,
                    "so many as %d cannot agree where there %s"
                            .formatted(quorum.getAsInt(), places == 1 ? "is one place" : "are " + places + " places"),
                    "write " + (places == 1 ? "1" : "1 to " + places) + ", or name more locations");
            return OptionalInt.of(places);
        }
        return quorum;
    }
}
