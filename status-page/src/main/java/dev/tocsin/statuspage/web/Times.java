package dev.tocsin.statuspage.web;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Writes instants for people, in the page's zone, and for machines, in UTC.
record Times(ZoneId zone, Language language) {
    private static final DateTimeFormatter MACHINE = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH);

    /// An instant as the page writes it: `23 Nov 2026, 15:31` and, beside it, the zone.
    record Moment(String machine, String text, String zone) {}

    Moment moment(Instant at) {
        return new Moment(machine(at), language.minute().withZone(zone).format(at), zoneName(at));
    }

    /// `UTC`, `CET`; the name may change with the season.
    String zoneName(Instant at) {
        return zone.getRules().getOffset(at).equals(ZoneOffset.UTC)
                        && zone.getRules().isFixedOffset()
                ? "UTC"
                : ZONE.withZone(zone).format(at);
    }

    LocalDate date(Instant at) {
        return LocalDate.ofInstant(at, zone);
    }

    /// RFC 3339 in UTC, always with milliseconds: some readers of the public API parse nothing else.
    static String machine(Instant at) {
        return MACHINE.format(at);
    }

    String text(LocalDate date) {
        return language.date().format(date);
    }

    /// `1 h 21 min`, `4 min`, `50 s`: rounded down, two units at most.
    static String duration(Duration duration) {
        if (duration.compareTo(Duration.ofMinutes(1)) < 0) {
            return duration.toSeconds() + " s";
        }
        var hours = duration.toHours();
        var minutes = duration.toMinutesPart();
        if (hours == 0) {
            return minutes + " min";
        }
        return minutes == 0 ? hours + " h" : hours + " h " + minutes + " min";
    }
}
