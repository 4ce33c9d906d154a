package dev.tocsin.statuspage;

import dev.tocsin.monitor.availability.Availability;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/// The share of the measured time in which the component could be used, by the formula of `docs/availability.md`. A
/// major outage counts in full, a partial one with three tenths; degraded performance does not count against it.
/// Announced maintenance and time without data are not measured.
public record Uptime(Duration measured, Duration major, Duration partial) {
    private static final BigDecimal PARTIAL_WEIGHT = new BigDecimal("0.3");

    public static Uptime of(Collection<DayHistory> days) {
        var measured = Duration.ZERO;
        var major = Duration.ZERO;
        var partial = Duration.ZERO;
        for (var day : days) {
            for (var part : day.parts().entrySet()) {
                if (part.getKey().isMeasured()) {
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
        var whole = Availability.seconds(measured);
        var down = Availability.seconds(major).add(Availability.seconds(partial).multiply(PARTIAL_WEIGHT));
        return Availability.share(whole.subtract(down), whole).map(share -> share.movePointRight(2));
    }

    /// `99.98%`: no trailing zeros.
    public Optional<String> text() {
        return percent().map(percent -> percent.stripTrailingZeros().toPlainString() + "%");
    }
}
