package dev.tocsin.monitor.posture.cookie;

import dev.tocsin.monitor.posture.name.Ascii;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The date of an `Expires` attribute as browsers read it (RFC 6265, 5.1.1): the first time, day, month and year found
/// among its words, in any order and with any signs between.
final class CookieDate {

    private static final Pattern DELIMITERS = Pattern.compile("[\\t\\x20-\\x2f\\x3b-\\x40\\x5b-\\x60\\x7b-\\x7e]+");
    private static final Pattern TIME = Pattern.compile("([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:[^0-9].*)?");
    private static final Pattern DAY = Pattern.compile("([0-9]{1,2})(?:[^0-9].*)?");
    private static final Pattern YEAR = Pattern.compile("([0-9]{2,4})(?:[^0-9].*)?");
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final int LONGEST = 1024;

    private Optional<MatchResult> time = Optional.empty();
    private int day;
    private int month;
    private int year = -1;

    private CookieDate() {}

    /// Empty when no date can be made of `text`, for which browsers leave the attribute aside.
    static Optional<Instant> parse(String text) {
        return text.length() > LONGEST ? Optional.empty() : new CookieDate().read(text);
    }

    private Optional<Instant> read(String text) {
        for (var word : DELIMITERS.split(text, -1)) {
            take(word);
        }
        if (time.isEmpty() || day == 0 || month == 0 || year < 0) {
            return Optional.empty();
        }
        var full = year >= 70 && year <= 99 ? year + 1900 : year <= 69 ? year + 2000 : year;
        if (full < 1601) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.of(full, month, day, part(1), part(2), part(3))
                    .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException impossible) {
            return Optional.empty();
        }
    }

    private int part(int group) {
        return Integer.parseInt(time.orElseThrow().group(group));
    }

    private void take(String word) {
        var asTime = TIME.matcher(word);
        if (time.isEmpty() && asTime.matches()) {
            time = Optional.of(asTime.toMatchResult());
            return;
        }
        var asDay = DAY.matcher(word);
        if (day == 0 && asDay.matches()) {
            day = Integer.parseInt(asDay.group(1));
            return;
        }
        if (month == 0 && word.length() >= 3) {
            month = MONTHS.indexOf(Ascii.lower(word.substring(0, 3))) + 1;
            if (month > 0) {
                return;
            }
        }
        var asYear = YEAR.matcher(word);
        if (year < 0 && asYear.matches()) {
            year = Integer.parseInt(asYear.group(1));
        }
    }
}
