package dev.tocsin.app;

import dev.tocsin.incidents.Actor;
import dev.tocsin.incidents.Incidents;
import dev.tocsin.incidents.Severity;
import dev.tocsin.monitor.Location;
import dev.tocsin.monitor.location.LocationListener;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One incident for each place from which nothing is heard, and one for each whose agent is in trouble: its votes
/// count for little or nothing then, and somebody should know before the next place goes too.
final class LocationAlarms implements LocationListener {
    private final Incidents incidents;

    LocationAlarms(Incidents incidents) {
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

    @Override
    public void troubled(Location location, List<String> troubles) {
        incidents.report(
                troubleKey(location),
                "LOCATION " + location.name().toUpperCase(Locale.ROOT) + " IN TROUBLE",
                "the agent in %s says: %s".formatted(location.name(), String.join("; ", troubles)),
                Severity.MINOR,
                "default");
    }

    @Override
    public void relieved(Location location) {
        incidents.clear(troubleKey(location), new Actor("the agent in " + location.name(), "recovery"));
    }

    private static String troubleKey(Location location) {
        return key(location) + ":trouble";
    }

    private static String key(Location location) {
        return "location:" + location.name();
    }
}
