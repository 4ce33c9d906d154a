package dev.tocsin.statuspage;

import dev.tocsin.monitor.availability.Availability;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// The share of the measured time in which the component could be used, by the formula of `docs/availability.md`: each
/// state counts as downtime with its weight. Announced maintenance and time without data are not measured.
public record Uptime(Map<ComponentStatus, Duration> lasted, UptimeWeights weights) {

    public Uptime {
        lasted = Map.copyOf(lasted);
    }

    public static Uptime of(Collection<DayHistory> days, UptimeWeights weights) {
        var lasted = new EnumMap<ComponentStatus, Duration>(ComponentStatus.class);
        days.forEach(day -> day.parts().forEach((status, part) -> lasted.merge(status, part, Duration::plus)));
        return new Uptime(lasted, weights);
    }

    public static Uptime of(Collection<DayHistory> days) {
        return of(days, UptimeWeights.USUAL);
    }

    /// How long each state lasted in all.
    public Duration lasted(ComponentStatus status) {
        return lasted.getOrDefault(status, Duration.ZERO);
    }

    public Duration measured() {
        return lasted.entrySet().stream()
                .filter(part -> part.getKey().isMeasured())
                .map(Map.Entry::getValue)
                .reduce(Duration.ZERO, Duration::plus);
    }

    /// In percent, rounded down to three decimals, so that 100 means no downtime at all; empty when nothing was
    /// measured.
    public Optional<BigDecimal> percent() {
        var whole = Availability.seconds(measured());
        var down = lasted.entrySet().stream()
                .map(part -> Availability.seconds(part.getValue()).multiply(weights.of(part.getKey())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return Availability.share(whole.subtract(down), whole).map(share -> share.movePointRight(2));
    }

    /// `99.98%`: no trailing zeros.
    public Optional<String> text() {
        return percent().map(percent -> percent.stripTrailingZeros().toPlainString() + "%");
    }
}
