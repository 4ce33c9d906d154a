package dev.tocsin.incidents.delivery;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Times as mails show them. Pure.
public final class MailTime {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE d MMM uuuu, HH:mm", Locale.ENGLISH);

    private MailTime() {}

    /// The reader's own time, and UTC beside it.
    public static String of(Instant at, ZoneId zone) {
        var utc = TIME.format(at.atZone(ZoneOffset.UTC)) + " UTC";
        var local = at.atZone(zone);
        return local.getOffset().equals(ZoneOffset.UTC)
                ? utc
                : "%s %s (%s)".formatted(TIME.format(local), zone.getId(), utc);
    }
}
