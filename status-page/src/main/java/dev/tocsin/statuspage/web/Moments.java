package dev.tocsin.statuspage.web;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// Writes instants for messages, which are read far from the page: in its zone and in UTC.
public record Moments(ZoneId zone, Language language) {

    /// `23 Nov 2026, 16:31 CET (23 Nov 2026, 15:31 UTC)`; once where both are the same.
    public String twice(Instant at) {
        var universal = text(at, ZoneOffset.UTC);
        return zone.getRules().isFixedOffset() && zone.getRules().getOffset(at).equals(ZoneOffset.UTC)
                ? universal
                : text(at, zone) + " (" + universal + ")";
    }

    private String text(Instant at, ZoneId where) {
        var moment = new Times(where, language).moment(at);
        return moment.text() + " " + moment.zone();
    }
}
