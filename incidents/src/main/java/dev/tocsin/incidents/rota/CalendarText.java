package dev.tocsin.incidents.rota;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;

/// Shifts as iCalendar ([RFC 5545](https://www.rfc-editor.org/rfc/rfc5545)). All times are in UTC, so that no zone
/// needs to be described. Pure.
final class CalendarText {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int LONGEST_LINE = 75;
    private static final int UID_DIGITS = 32;

    private final StringBuilder text = new StringBuilder();

    /// One responder is on call in one schedule.
    record Entry(String schedule, String responder, String because, Instant from, Instant to) {}

    private CalendarText() {}

    /// @param at what the calendar says of its own age
    /// @param begin what begins no later may have begun before, and is known by its end
    static String of(String name, Instant at, Instant begin, List<Entry> entries) {
        var calendar = new CalendarText();
        calendar.line("BEGIN:VCALENDAR");
        calendar.line("VERSION:2.0");
        calendar.line("PRODID:-//Tocsin//On call//EN");
        calendar.line("CALSCALE:GREGORIAN");
        calendar.line("METHOD:PUBLISH");
        calendar.line("NAME:" + escaped(name));
        calendar.line("X-WR-CALNAME:" + escaped(name));
        calendar.line("REFRESH-INTERVAL;VALUE=DURATION:PT1H");
        entries.forEach(entry -> calendar.event(entry, at, begin));
        calendar.line("END:VCALENDAR");
        return calendar.text.toString();
    }

    private void event(Entry entry, Instant at, Instant begin) {
        var known = entry.from().isAfter(begin) ? entry.from() : entry.to();
        line("BEGIN:VEVENT");
        line("UID:" + uid(entry.schedule() + "\n" + entry.responder() + "\n" + known) + "@tocsin");
        line("DTSTAMP:" + UTC.format(at));
        line("DTSTART:" + UTC.format(entry.from()));
        line("DTEND:" + UTC.format(entry.to()));
        line("SUMMARY:" + escaped("On call in " + entry.schedule() + ": " + entry.responder()));
        line("DESCRIPTION:" + escaped(entry.responder() + " is " + entry.because()));
        line("TRANSP:TRANSPARENT");
        line("END:VEVENT");
    }

    private static String uid(String words) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(words.getBytes(StandardCharsets.UTF_8)))
                    .substring(0, UID_DIGITS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Text (3.3.11): no control character but the end of a line.
    private static String escaped(String words) {
        var escaped = new StringBuilder();
        words.codePoints().forEach(character -> {
            switch (character) {
                case '\\', ';', ',' -> escaped.append('\\').appendCodePoint(character);
                case '\n' -> escaped.append("\\n");
                default -> escaped.appendCodePoint(Character.isISOControl(character) ? ' ' : character);
            }
        });
        return escaped.toString();
    }

    /// A content line (3.1): 75 octets at most, the rest on lines that begin with a space; no character is torn.
    private void line(String content) {
        var octets = 0;
        for (var i = 0; i < content.length(); ) {
            var character = content.codePointAt(i);
            var size = character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
            if (octets + size > LONGEST_LINE) {
                text.append("\r\n ");
                octets = 1;
            }
            text.appendCodePoint(character);
            octets += size;
            i += Character.charCount(character);
        }
        text.append("\r\n");
    }
}
