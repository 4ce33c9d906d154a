package dev.tocsin.incidents.disclosure.mail;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a Date field (RFC 5322, 3.3 and 4.3), leniently.
final class MailDate {
    private static final Pattern DATE = Pattern.compile(
            "(\\d{1,2})[ -]+([A-Za-z]{3,9})\\.?[ -]+(\\d{2,4}),?\\s+(\\d{1,2}):\\s*(\\d{2})(?::\\s*(\\d{2}))?"
                    + "(?:\\.\\d+)?\\s*(?:(?:GMT|UTC)?([+-]\\d{4})|([A-Za-z]{1,5}))?");
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final Map<String, Integer> ZONES =
            Map.of("EST", -5, "EDT", -4, "CST", -6, "CDT", -5, "MST", -7, "MDT", -6, "PST", -8, "PDT", -7);

    private MailDate() {}

    static Optional<Instant> read(String text) {
        var matcher = DATE.matcher(text.replaceAll("\\([^()]*\\)", " ").replaceAll("\\s+", " "));
        if (!matcher.find()) {
            return Optional.empty();
        }
        var month = MONTHS.indexOf(matcher.group(2).substring(0, 3).toLowerCase(Locale.ROOT)) + 1;
        try {
            var local = LocalDateTime.of(
                    year(matcher.group(3)),
                    month,
                    Integer.parseInt(matcher.group(1)),
                    Integer.parseInt(matcher.group(4)),
                    Integer.parseInt(matcher.group(5)),
                    Math.min(59, matcher.group(6) == null ? 0 : Integer.parseInt(matcher.group(6))));
            return Optional.of(local.minusMinutes(offset(matcher.group(7), matcher.group(8)))
                    .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException nonsense) {
            return Optional.empty();
        }
    }

    private static int year(String digits) {
        var year = Integer.parseInt(digits);
        return digits.length() == 4 ? year : digits.length() == 2 && year < 50 ? year + 2000 : year + 1900;
    }

    private static int offset(@Nullable String number, @Nullable String name) {
        if (number != null) {
            var minutes = Integer.parseInt(number.substring(1, 3)) * 60 + Integer.parseInt(number.substring(3));
            return number.charAt(0) == '-' ? -minutes : minutes;
        }
        return name == null ? 0 : 60 * ZONES.getOrDefault(name.toUpperCase(Locale.ROOT), 0);
    }
}
