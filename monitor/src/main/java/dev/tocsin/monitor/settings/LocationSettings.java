package dev.tocsin.monitor.settings;

import dev.tocsin.config.Section;
import dev.tocsin.monitor.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The places from which we look: the server's own, which people call `here`, and those that have an agent.
public record LocationSettings(String here, List<Location> elsewhere) {

    public LocationSettings {
        elsewhere = List.copyOf(elsewhere);
    }

    /// Reads `location` and `locations`. Faults are noted in `root`.
    public static LocationSettings read(Section root) {
        var here = root.parsed("location", Location::parseName, "here");
        var elsewhere = new ArrayList<Location>();
        for (var section : root.sections("locations")) {
            var location = new Location(section.parsed("name", Location::parseName, ""));
            if (location.name().equals(here)) {
                section.problem(
                        "name",
                        "\"" + here + "\" is what the server's own place is called",
                        "leave it out, or give the server another name with location: NAME");
            } else if (elsewhere.contains(location)) {
                section.problem(
                        "name", "a second location is named \"" + location.name() + "\"", "give each its own name");
            } else if (!location.isHere()) {
                elsewhere.add(location);
            }
        }
        return new LocationSettings(here, elsewhere);
    }

    /// All names, the server's own first.
    public List<String> names() {
        return Stream.concat(Stream.of(Location.HERE), elsewhere.stream())
                .map(this::nameOf)
                .toList();
    }

    /// The place of that name.
    public Optional<Location> find(String name) {
        return Stream.concat(Stream.of(Location.HERE), elsewhere.stream())
                .filter(location -> nameOf(location).equals(name))
                .findFirst();
    }

    /// What people call it.
    public String nameOf(Location location) {
        return location.isHere() ? here : location.name();
    }
}
