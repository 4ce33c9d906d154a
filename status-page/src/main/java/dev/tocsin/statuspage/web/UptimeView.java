package dev.tocsin.statuspage.web;

import dev.tocsin.statuspage.Component;
import dev.tocsin.statuspage.ComponentStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One row of the table of `/uptime`.
record UptimeView(
        String id,
        String name,
        Optional<String> percent,
        String measured,
        String major,
        String partial,
        String degraded,
        String maintenance,
        String leftOut) {

    static List<UptimeView> of(Edition edition) {
        return edition.board().components().stream()
                .map(component -> of(component, edition))
                .toList();
    }

    private static UptimeView of(Component component, Edition edition) {
        var uptime = ComponentView.uptime(component, edition);
        return new UptimeView(
                component.id().value(),
                Plain.text(component.name()),
                uptime.text(),
                days(uptime.measured()),
                Times.duration(uptime.lasted(ComponentStatus.MAJOR_OUTAGE)),
                Times.duration(uptime.lasted(ComponentStatus.PARTIAL_OUTAGE)),
                Times.duration(uptime.lasted(ComponentStatus.DEGRADED_PERFORMANCE)),
                Times.duration(uptime.lasted(ComponentStatus.UNDER_MAINTENANCE)),
                Times.duration(uptime.lasted(ComponentStatus.NO_DATA)));
    }

    /// `89 d 15 h`: nobody counts two thousand hours. Seconds would make a new page of every look.
    private static String days(Duration duration) {
        return duration.toDays() == 0
                ? duration.toHours() + " h"
                : duration.toDays() + " d " + duration.toHoursPart() + " h";
    }
}
