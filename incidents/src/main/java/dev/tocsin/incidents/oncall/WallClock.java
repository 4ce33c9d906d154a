package dev.tocsin.incidents.oncall;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/// What a time on the wall means in the nights on which the clocks change. One that is skipped is the first instant
/// after the gap. One that comes twice is the first of the two where something begins or is handed over, and the last
/// where a rule ends: a rule never ends before its wall clock says so.
final class WallClock {
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private WallClock() {}

    /// When `local` is for a hand-off and for the start of a rule.
    static Instant start(LocalDateTime local, ZoneId zone) {
        var change = zone.getRules().getTransition(local);
        if (change == null) {
            return local.toInstant(zone.getRules().getOffset(local));
        }
        return change.isGap() ? change.getInstant() : local.toInstant(change.getOffsetBefore());
    }

    /// When `local` is for the end of a rule.
    static Instant end(LocalDateTime local, ZoneId zone) {
        var change = zone.getRules().getTransition(local);
        if (change == null) {
            return local.toInstant(zone.getRules().getOffset(local));
        }
        return change.isGap() ? change.getInstant() : local.toInstant(change.getOffsetAfter());
    }

    /// Reads `2026-12-24T09:00`, a time on the wall in `zone`, or an instant with its offset.
    /// @throws IllegalArgumentException naming the value and the cure
    static Instant readStart(String text, ZoneId zone) {
        return read(text, local -> start(local, zone));
    }

    /// The same where a rule ends.
    static Instant readEnd(String text, ZoneId zone) {
        return read(text, local -> end(local, zone));
    }

    private interface Meaning {
        Instant of(LocalDateTime local);
    }

    private static Instant read(String text, Meaning meaning) {
        var written = text.strip().replace(' ', 'T');
        try {
            var instant = written.matches(".*(Z|z|[+-]\\d\\d(:?\\d\\d)?)")
                    ? OffsetDateTime.parse(written).toInstant()
                    : meaning.of(LocalDateTime.parse(written));
            if (!instant.isBefore(EARLIEST) && instant.isBefore(LATEST)) {
                return instant;
            }
        } catch (DateTimeException _) {
            // Told below.
        }
        throw new IllegalArgumentException("\"" + text
                + "\" is no time, write one like 2026-12-24T09:00 in the schedule's zone, or 2026-12-24T08:00:00Z");
    }
}
