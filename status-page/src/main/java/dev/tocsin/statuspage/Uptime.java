package dev.tocsin.statuspage;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/// The share of the measured time in which the component could be used. A major outage counts in full, a
/// partial one with three tenths; degraded performance and announced maintenance do not count, time without
/// data is left out.
public record Uptime(Duration measured, Duration major, Duration partial) {
    private static final BigDecimal PARTIAL_WEIGHT = new BigDecimal("0.3");

    public static Uptime of(Collection<DayHistory> days) {
        var measured = Duration.ZERO;
        var major = Duration.ZERO;
        var partial = Duration.ZERO;
        for (var day : days) {
            for (var part : day.parts().entrySet()) {
                if (part.getKey() != ComponentStatus.NO_DATA) {
                    measured = measured.plus(part.getValue());
                }
            }
            major = major.plus(day.lasted(ComponentStatus.MAJOR_OUTAGE));
            partial = partial.plus(day.lasted(ComponentStatus.PARTIAL_OUTAGE));
        }
        return new Uptime(measured, major, partial);
    }

    /// In percent, rounded down to three decimals, so that 100 means no downtime at all; empty when nothing was
    /// measured.
    public Optional<BigDecimal> percent() {
        if (measured.isZero()) {
            return Optional.empty();
        }
        var down = seconds(major).add(seconds(partial).multiply(PARTIAL_WEIGHT));
        var up = seconds(measured).subtract(down);
        return Optional.of(up.movePointRight(2).divide(seconds(measured), 3, RoundingMode.FLOOR));
    }

    /// `99.98%`: no trailing zeros.
    public Optional<String> text() {
        return percent().map(percent -> percent.stripTrailingZeros().toPlainString() + "%");
    }

    private static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), 9));
    }
}
