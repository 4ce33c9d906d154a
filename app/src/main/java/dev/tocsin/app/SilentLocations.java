package dev.tocsin.app;

import dev.tocsin.incidents.Actor;
import dev.tocsin.incidents.Incidents;
import dev.tocsin.incidents.Severity;
import dev.tocsin.monitor.Location;
import dev.tocsin.monitor.location.LocationListener;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/// One incident for each place from which nothing is heard: its votes count for nothing then, and somebody should know
/// before the next place falls silent too.
final class SilentLocations implements LocationListener {
    private final Incidents incidents;

    SilentLocations(Incidents incidents) {
        this.incidents = incidents;
    }

    @Override
    public void silent(Location location, Optional<Instant> lastHeard) {
        incidents.report(
                key(location),
                "LOCATION " + location.name().toUpperCase(Locale.ROOT) + " SILENT",
                lastHeard
                        .map(at -> "nothing heard from %s since %s; its votes do not count, look at the agent there"
                                .formatted(location.name(), at.truncatedTo(ChronoUnit.SECONDS)))
                        .orElse("nothing was ever heard from %s; start an agent there, or take it out of locations:"
                                .formatted(location.name())),
                Severity.MINOR,
                "default");
    }

    @Override
    public void heard(Location location) {
        incidents.clear(key(location), new Actor("the agent in " + location.name(), "recovery"));
    }

    private static String key(Location location) {
        return "location:" + location.name();
    }
}
