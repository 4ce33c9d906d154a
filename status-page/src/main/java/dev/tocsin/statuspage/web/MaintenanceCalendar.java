package dev.tocsin.statuspage.web;

import dev.tocsin.statuspage.Maintenance;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// Announced maintenance as iCalendar ([RFC 5545](https://www.rfc-editor.org/rfc/rfc5545), RFC 7986). All times are in
/// UTC, so that no zone needs to be described. Pure.
final class MaintenanceCalendar {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int LONGEST_LINE = 75;

    private final Edition edition;
    private final StringBuilder text = new StringBuilder();

    private MaintenanceCalendar(Edition edition) {
        this.edition = edition;
    }

    static String of(List<Maintenance> maintenances, Edition edition) {
        var calendar = new MaintenanceCalendar(edition);
        var name = escaped(Shell.brand(edition));
        calendar.line("BEGIN:VCALENDAR");
        calendar.line("VERSION:2.0");
        calendar.line("PRODID:-//Tocsin//Maintenance//EN");
        calendar.line("CALSCALE:GREGORIAN");
        calendar.line("METHOD:PUBLISH");
        calendar.line("NAME:" + name);
        calendar.line("X-WR-CALNAME:" + name);
        calendar.line("REFRESH-INTERVAL;VALUE=DURATION:PT1H");
        maintenances.forEach(calendar::event);
        calendar.line("END:VCALENDAR");
        return calendar.text.toString();
    }

    private void event(Maintenance maintenance) {
        line("BEGIN:VEVENT");
        line("UID:" + maintenance.id() + "@" + Tags.host(edition.board()));
        line("SEQUENCE:" + maintenance.sequence());
        line("DTSTAMP:" + UTC.format(maintenance.updatedAt()));
        line("CREATED:" + UTC.format(maintenance.createdAt()));
        line("LAST-MODIFIED:" + UTC.format(maintenance.updatedAt()));
        line("DTSTART:" + UTC.format(maintenance.from()));
        line("DTEND:" + UTC.format(end(maintenance)));
        line("SUMMARY:" + escaped(Plain.text(maintenance.name())));
        line("DESCRIPTION:" + escaped(description(maintenance)));
        line("URL:" + edition.link("/maintenance/" + maintenance.id()));
        line("STATUS:" + (maintenance.isCancelled() ? "CANCELLED" : "CONFIRMED"));
        line("TRANSP:TRANSPARENT");
        line("END:VEVENT");
    }

    /// What was completed early is over; a calendar wants an end after the beginning.
    private static Instant end(Maintenance maintenance) {
        return maintenance
                .endedAt()
                .filter(ended -> !maintenance.isCancelled()
                        && ended.isAfter(maintenance.from().plusSeconds(1)))
                .orElse(maintenance.until());
    }

    private String description(Maintenance maintenance) {
        var words = maintenance.updates().stream()
                .findFirst()
                .map(last -> Plain.text(last.body()))
                .orElse("");
        return edition.names(maintenance.components())
                .map(names -> words + "\n" + edition.text("affects") + " " + names)
                .orElse(words);
    }

    /// Text (3.3.11): no control character but the end of a line.
    private static String escaped(String words) {
        var escaped = new StringBuilder();
        words.replace("\r\n", "\n").codePoints().forEach(sign -> {
            switch (sign) {
                case '\\', ';', ',' -> escaped.append('\\').appendCodePoint(sign);
                case '\n' -> escaped.append("\\n");
                default -> escaped.appendCodePoint(Character.isISOControl(sign) ? ' ' : sign);
            }
        });
        return escaped.toString();
    }

    /// A content line (3.1): 75 octets at most, the rest on lines that begin with a space; no character is torn.
    private void line(String content) {
        var octets = 0;
        for (var i = 0; i < content.length(); ) {
            var sign = content.codePointAt(i);
            var size = sign < 0x80 ? 1 : sign < 0x800 ? 2 : sign < 0x10000 ? 3 : 4;
            if (octets + size > LONGEST_LINE) {
                text.append("\r\n ");
                octets = 1;
            }
            text.appendCodePoint(sign);
            octets += size;
            i += Character.charCount(sign);
        }
        text.append("\r\n");
    }
}
