package dev.tocsin.statuspage;

import dev.tocsin.config.Section;
import java.math.BigDecimal;

/// How much of the time in each state counts as downtime: 0 is nothing, 1 is all of it. The page publishes them.
public record UptimeWeights(BigDecimal major, BigDecimal partial, BigDecimal degraded) {
    public static final UptimeWeights USUAL = new UptimeWeights(BigDecimal.ONE, new BigDecimal("0.3"), BigDecimal.ZERO);

    /// Reads `statusPage.weights`.
    static UptimeWeights read(Section weights) {
        return new UptimeWeights(
                weights.parsed("major", UptimeWeights::weight, BigDecimal.ONE),
                weights.parsed("partial", UptimeWeights::weight, BigDecimal.ONE),
                weights.parsed("degraded", UptimeWeights::weight, BigDecimal.ZERO));
    }

    /// What `status` weighs; time that is not measured weighs nothing.
    public BigDecimal of(ComponentStatus status) {
        return switch (status) {
            case MAJOR_OUTAGE -> major;
            case PARTIAL_OUTAGE -> partial;
            case DEGRADED_PERFORMANCE -> degraded;
            case OPERATIONAL, NO_DATA, UNDER_MAINTENANCE -> BigDecimal.ZERO;
        };
    }

    private static BigDecimal weight(String text) {
        try {
            var weight = new BigDecimal(text);
            if (weight.signum() >= 0 && weight.compareTo(BigDecimal.ONE) <= 0 && weight.scale() <= 3) {
                return weight;
            }
        } catch (NumberFormatException _) {
            // Told below.
        }
        throw new IllegalArgumentException(
                "\"" + text + "\" is no weight, write a number from 0 to 1 with three decimals at most");
    }
}
