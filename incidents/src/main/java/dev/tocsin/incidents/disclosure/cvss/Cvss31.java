package dev.tocsin.incidents.disclosure.cvss;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/// CVSS 3.1 (https://www.first.org/cvss/v3.1/specification-document, 7), without any binary fraction: the rounding up
/// of the standard would make a tenth of every hair.
final class Cvss31 {
    static final String PREFIX = "CVSS:3.1/";

    private static final Metrics METRICS = Metrics.of("""
            AV N A L P
            AC L H
            PR N L H
            UI N R
            S U C
            C H L N
            I H L N
            A H L N
            E X H F P U
            RL X U W T O
            RC X C R U
            CR X H M L
            IR X H M L
            AR X H M L
            MAV X N A L P
            MAC X L H
            MPR X N L H
            MUI X N R
            MS X U C
            MC X H L N
            MI X H L N
            MA X H L N
            """, 8, false);

    private final Map<String, String> metrics;

    private Cvss31(Map<String, String> metrics) {
        this.metrics = metrics;
    }

    /// The environmental score; it is the temporal or the base one where nothing more is said.
    static int tenths(String vector) {
        return new Cvss31(METRICS.read(vector.substring(PREFIX.length()))).score();
    }

    private int score() {
        var changed = base("S").equals("C");
        var missed =
                decimal("1").subtract(left("C", "CR").multiply(left("I", "IR")).multiply(left("A", "AR")));
        var most = isEnvironmental() ? missed.min(decimal("0.915")) : missed;
        var impact = changed ? changedImpact(most) : decimal("6.42").multiply(most);
        if (impact.signum() <= 0) {
            return 0;
        }
        var ease = decimal("8.22")
                .multiply(decimal(weight("AV")))
                .multiply(decimal(weight("AC")))
                .multiply(decimal(privileges(changed)))
                .multiply(decimal(weight("UI")));
        var both = impact.add(ease);
        var whole = changed ? decimal("1.08").multiply(both) : both;
        var rounded = new BigDecimal(roundedUp(whole.min(decimal("10")))).movePointLeft(1);
        return roundedUp(rounded.multiply(decimal(temporal("E")))
                .multiply(decimal(temporal("RL")))
                .multiply(decimal(temporal("RC"))));
    }

    private BigDecimal changedImpact(BigDecimal missed) {
        var tail = isEnvironmental()
                ? missed.multiply(decimal("0.9731")).subtract(decimal("0.02")).pow(13)
                : missed.subtract(decimal("0.02")).pow(15);
        return decimal("7.52")
                .multiply(missed.subtract(decimal("0.029")))
                .subtract(decimal("3.25").multiply(tail));
    }

    /// The environment's formula differs from the base's for a changed scope, so it counts only where somebody uses it.
    private boolean isEnvironmental() {
        return metrics.entrySet().stream()
                .anyMatch(metric ->
                        (metric.getKey().startsWith("M") || metric.getKey().matches("[CIA]R"))
                                && !metric.getValue().equals("X"));
    }

    /// What is left of confidentiality, integrity or availability.
    private BigDecimal left(String metric, String requirement) {
        var loss = switch (base(metric)) {
            case "H" -> "0.56";
            case "L" -> "0.22";
            default -> "0";
        };
        var need = switch (metrics.getOrDefault(requirement, "X")) {
            case "H" -> "1.5";
            case "L" -> "0.5";
            default -> "1";
        };
        return decimal("1").subtract(decimal(loss).multiply(decimal(need)));
    }

    private String base(String metric) {
        var modified = metrics.getOrDefault("M" + metric, "X");
        return modified.equals("X") ? metrics.getOrDefault(metric, "X") : modified;
    }

    private String weight(String metric) {
        return switch (metric + base(metric)) {
            case "AVN", "UIN" -> "0.85";
            case "AVA", "UIR" -> "0.62";
            case "AVL" -> "0.55";
            case "AVP" -> "0.2";
            case "ACL" -> "0.77";
            default -> "0.44";
        };
    }

    private String privileges(boolean changed) {
        return switch (base("PR")) {
            case "N" -> "0.85";
            case "L" -> changed ? "0.68" : "0.62";
            default -> changed ? "0.5" : "0.27";
        };
    }

    private String temporal(String metric) {
        return switch (metric + metrics.getOrDefault(metric, "X")) {
            case "EF", "RLW" -> "0.97";
            case "EP" -> "0.94";
            case "EU" -> "0.91";
            case "RLT", "RCR" -> "0.96";
            case "RLO" -> "0.95";
            case "RCU" -> "0.92";
            default -> "1";
        };
    }

    /// The smallest number of tenths that is not less; five digits behind the point count.
    private static int roundedUp(BigDecimal value) {
        var fine = value.movePointRight(5).setScale(0, RoundingMode.HALF_UP).longValueExact();
        return (int) Math.ceilDiv(fine, 10_000L);
    }

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }
}
