package dev.tocsin.monitor.availability;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What a window of time was made of for one monitor. The five parts add up to the window, less what lies before the
/// monitor existed and what is still to come. `docs/availability.md` tells it to those who read the number.
public record Availability(Duration up, Duration degraded, Duration down, Duration maintenance, Duration unknown) {

    public static final Availability NONE =
            new Availability(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    private static final int DECIMALS = 5;

    /// What `watch` makes of `window`, as it is known at `now`.
    public static Availability of(Watch watch, Window window, Instant now) {
        return watch.pieces(window, now).stream().map(Availability::of).reduce(NONE, Availability::plus);
    }

    /// The same for each day of `window` in `zone`, also for those that lie ahead.
    public static SortedMap<LocalDate, Availability> daily(Watch watch, Window window, ZoneId zone, Instant now) {
        var days = new TreeMap<LocalDate, Availability>();
        window.days(zone).forEach(day -> days.put(day.date(), NONE));
        for (var piece : watch.pieces(window, now)) {
            for (var day : piece.window().days(zone)) {
                var part = new Piece(day.window(), piece.verdict(), piece.maintained());
                days.merge(day.date(), of(part), Availability::plus);
            }
        }
        return days;
    }

    /// The one place that says what a verdict counts as. Announced maintenance outweighs every verdict.
    private static Availability of(Piece piece) {
        var length = piece.window().length();
        var none = Duration.ZERO;
        if (piece.maintained()) {
            return new Availability(none, none, none, length, none);
        }
        return switch (piece.verdict()) {
            case UP -> new Availability(length, none, none, none, none);
            // Where some places see it up, some of its users do.
            case DEGRADED, PARTIAL -> new Availability(none, length, none, none, none);
            case DOWN -> new Availability(none, none, length, none, none);
            case UNKNOWN -> new Availability(none, none, none, none, length);
        };
    }

    public Availability plus(Availability other) {
        return new Availability(
                up.plus(other.up),
                degraded.plus(other.degraded),
                down.plus(other.down),
                maintenance.plus(other.maintenance),
                unknown.plus(other.unknown));
    }

    /// All of the time that was counted.
    public Duration counted() {
        return Stream.of(up, degraded, down, maintenance, unknown).reduce(Duration.ZERO, Duration::plus);
    }

    /// `(up + degraded) / (up + degraded + down)`: 0 to 1, rounded down to five decimals, so that 1 means no downtime
    /// at all. Maintenance and time without data are in neither sum. Empty when nothing was measured.
    public Optional<BigDecimal> ratio() {
        var good = up.plus(degraded);
        return share(seconds(good), seconds(good.plus(down)));
    }

    /// `part` of `whole`, rounded down to five decimals; empty when the whole is nothing.
    public static Optional<BigDecimal> share(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0 ? Optional.empty() : Optional.of(part.divide(whole, DECIMALS, RoundingMode.FLOOR));
    }

    /// The exact seconds of a duration.
    public static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), 9));
    }
}
