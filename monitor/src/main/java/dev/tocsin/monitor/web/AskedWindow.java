package dev.tocsin.monitor.web;

import dev.tocsin.monitor.availability.Window;
import jakarta.ws.rs.BadRequestException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// What a caller asks for, read from the address.
final class AskedWindow {
    private static final Duration USUAL = Duration.ofDays(30);
    private static final Duration LONGEST = Duration.ofDays(3_660);
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private AskedWindow() {}

    /// The window from `from` to `to`; the 30 days before `now` where they are left out.
    /// @throws BadRequestException with one line that says what to mend
    static Window of(@Nullable String from, @Nullable String to, Instant now) {
        var end = to == null ? now : instant("to", to);
        var begin = from == null ? end.minus(USUAL) : instant("from", from);
        var window = Window.between(begin, end)
                .orElseThrow(() -> new BadRequestException(
                        "from %s is not before to %s: let the window end after it begins".formatted(begin, end)));
        if (window.length().compareTo(LONGEST) > 0) {
            throw new BadRequestException("the window is %d days long: ask for %d days at most"
                    .formatted(window.length().toDays(), LONGEST.toDays()));
        }
        return window;
    }

    static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException _) {
            throw new BadRequestException(
                    "zone \"%s\" is no time zone: write one such as Europe/Berlin".formatted(name));
        }
    }

    private static Instant instant(String key, String text) {
        try {
            var instant = OffsetDateTime.parse(text).toInstant();
            if (instant.isBefore(Instant.EPOCH) || instant.isAfter(LAST)) {
                throw new BadRequestException(
                        "%s %s is out of range: write a time between 1970 and 9999".formatted(key, text));
            }
            return instant;
        } catch (DateTimeException _) {
            throw new BadRequestException(
                    "%s \"%s\" is no time: write it as 2026-11-23T12:00:00Z, and a + in an address as %%2B"
                            .formatted(key, text));
        }
    }
}
