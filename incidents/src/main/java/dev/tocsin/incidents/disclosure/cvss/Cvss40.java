package dev.tocsin.incidents.disclosure.cvss;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// CVSS 4.0 (https://www.first.org/cvss/v4.0/specification-document, 8): a vector belongs to a class, the class has a
/// score, and the vector lies some steps below the worst of its class. Reckoned in whole numbers and rounded half up;
/// with
/// binary fractions many a half falls down.
final class Cvss40 {
    static final String PREFIX = "CVSS:4.0/";

    private static final Metrics METRICS = Metrics.of("""
            AV N A L P
            AC L H
            AT N P
            PR N L H
            UI N P A
            VC H L N
            VI H L N
            VA H L N
            SC H L N
            SI H L N
            SA H L N
            E X A P U
            CR X H M L
            IR X H M L
            AR X H M L
            MAV X N A L P
            MAC X L H
            MAT X N P
            MPR X N L H
            MUI X N P A
            MVC X H L N
            MVI X H L N
            MVA X H L N
            MSC X H L N
            MSI X S H L N
            MSA X S H L N
            S X N P
            AU X N Y
            R X A U I
            V X D C
            RE X L M H
            U X Clear Green Amber Red
            """, 11, true);

    /// From the worst value down, one step each.
    private static final Map<String, String> STEPS = Map.ofEntries(
            Map.entry("AV", "NALP"),
            Map.entry("PR", "NLH"),
            Map.entry("UI", "NPA"),
            Map.entry("AC", "LH"),
            Map.entry("AT", "NP"),
            Map.entry("VC", "HLN"),
            Map.entry("VI", "HLN"),
            Map.entry("VA", "HLN"),
            Map.entry("SC", "SHLN"),
            Map.entry("SI", "SHLN"),
            Map.entry("SA", "SHLN"),
            Map.entry("CR", "HML"),
            Map.entry("IR", "HML"),
            Map.entry("AR", "HML"));

    /// A multiple of every depth.
    private static final int WHOLE = 840;

    private final Map<String, String> metrics;

    private Cvss40(Map<String, String> metrics) {
        this.metrics = metrics;
    }

    static int tenths(String vector) {
        return new Cvss40(METRICS.read(vector.substring(PREFIX.length()))).score();
    }

    private int score() {
        if (List.of("VC", "VI", "VA", "SC", "SI", "SA").stream().allMatch(metric -> is(metric, "N"))) {
            return 0;
        }
        var own = macro();
        var score = Cvss40Table.tenths(own).orElseThrow();
        var terms = new ArrayList<Integer>();
        term(score, Cvss40Table.tenths(own.withEase(own.ease() + 1)), ease(own.ease()))
                .ifPresent(terms::add);
        term(score, Cvss40Table.tenths(own.withCircumstance(own.circumstance() + 1)), circumstance(own.circumstance()))
                .ifPresent(terms::add);
        term(score, belowImpact(own), impact(own.impact(), own.need())).ifPresent(terms::add);
        term(score, Cvss40Table.tenths(own.withOthers(own.others() + 1)), others(own.others()))
                .ifPresent(terms::add);
        Cvss40Table.tenths(own.withExploit(own.exploit() + 1)).ifPresent(_ -> terms.add(0));
        if (terms.isEmpty()) {
            return score;
        }
        var parts = (long) WHOLE * terms.size();
        var exact = score * parts - terms.stream().mapToLong(Integer::longValue).sum();
        return Math.clamp(Math.floorDiv(2 * exact + parts, 2 * parts), 0, 100);
    }

    /// How much of the way to the class below this vector has gone: the distance in score, times its steps, over all
    /// steps that there are. In tenths over [#WHOLE]; empty when there is no class below.
    private static OptionalInt term(int score, OptionalInt below, Depth depth) {
        return below.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of((score - below.getAsInt()) * depth.steps() * (WHOLE / depth.of()));
    }

    private record Depth(int steps, int of) {}

    private Depth ease(int level) {
        return switch (level) {
            case 0 -> new Depth(steps("AV:N/PR:N/UI:N"), 1);
            case 1 -> new Depth(steps("AV:A/PR:N/UI:N", "AV:N/PR:L/UI:N", "AV:N/PR:N/UI:P"), 4);
            default -> new Depth(steps("AV:P/PR:N/UI:N", "AV:A/PR:L/UI:P"), 5);
        };
    }

    private Depth circumstance(int level) {
        return level == 0 ? new Depth(steps("AC:L/AT:N"), 1) : new Depth(steps("AC:H/AT:N", "AC:L/AT:P"), 2);
    }

    private Depth impact(int level, int need) {
        return switch (level * 10 + need) {
            case 0 -> new Depth(steps("VC:H/VI:H/VA:H/CR:H/IR:H/AR:H"), 7);
            case 1 -> new Depth(steps("VC:H/VI:H/VA:L/CR:M/IR:M/AR:H", "VC:H/VI:H/VA:H/CR:M/IR:M/AR:M"), 6);
            case 10 -> new Depth(steps("VC:L/VI:H/VA:H/CR:H/IR:H/AR:H", "VC:H/VI:L/VA:H/CR:H/IR:H/AR:H"), 8);
            case 11 ->
                new Depth(
                        steps(
                                "VC:L/VI:H/VA:L/CR:H/IR:M/AR:H",
                                "VC:L/VI:H/VA:H/CR:H/IR:M/AR:M",
                                "VC:H/VI:L/VA:H/CR:M/IR:H/AR:M",
                                "VC:H/VI:L/VA:L/CR:M/IR:H/AR:H",
                                "VC:L/VI:L/VA:H/CR:H/IR:H/AR:M"),
                        8);
            default -> new Depth(steps("VC:L/VI:L/VA:L/CR:H/IR:H/AR:H"), 10);
        };
    }

    private Depth others(int level) {
        return switch (level) {
            case 0 -> new Depth(steps("SC:H/SI:S/SA:S"), 6);
            case 1 -> new Depth(steps("SC:H/SI:H/SA:H"), 5);
            default -> new Depth(steps("SC:L/SI:L/SA:L"), 4);
        };
    }

    /// Impact and needs are bound together: below both at their worst lie two classes, of which the worse one counts.
    private static OptionalInt belowImpact(Macro own) {
        return switch (own.impact() * 10 + own.need()) {
            case 0 -> {
                var one = Cvss40Table.tenths(own.withImpact(0, 1)).orElseThrow();
                var other = Cvss40Table.tenths(own.withImpact(1, 0)).orElseThrow();
                yield OptionalInt.of(Math.max(one, other));
            }
            case 1, 10 -> Cvss40Table.tenths(own.withImpact(1, 1));
            case 11 -> Cvss40Table.tenths(own.withImpact(2, 1));
            default -> OptionalInt.empty();
        };
    }

    /// Steps below the first of these worst vectors that this one does not exceed anywhere.
    private int steps(String... worst) {
        for (var vector : worst) {
            var sum = 0;
            var above = false;
            for (var part : vector.split("/", -1)) {
                var name = part.substring(0, 2);
                var order = STEPS.getOrDefault(name, "");
                var steps = order.indexOf(value(name)) - order.indexOf(part.substring(3));
                above |= steps < 0;
                sum += steps;
            }
            if (!above) {
                return sum;
            }
        }
        throw new IllegalStateException("no worst vector of its class is above " + metrics);
    }

    /// The six levels that make a class, 0 the worst: EQ1 to EQ6 of the standard.
    record Macro(int ease, int circumstance, int impact, int others, int exploit, int need) {
        Macro withEase(int level) {
            return new Macro(level, circumstance, impact, others, exploit, need);
        }

        Macro withCircumstance(int level) {
            return new Macro(ease, level, impact, others, exploit, need);
        }

        Macro withImpact(int level, int needs) {
            return new Macro(ease, circumstance, level, others, exploit, needs);
        }

        Macro withOthers(int level) {
            return new Macro(ease, circumstance, impact, level, exploit, need);
        }

        Macro withExploit(int level) {
            return new Macro(ease, circumstance, impact, others, level, need);
        }
    }

    private Macro macro() {
        var easy = is("AV", "N") && is("PR", "N") && is("UI", "N");
        var somewhat = is("AV", "N") || is("PR", "N") || is("UI", "N");
        return new Macro(
                easy ? 0 : somewhat && !is("AV", "P") ? 1 : 2,
                is("AC", "L") && is("AT", "N") ? 0 : 1,
                is("VC", "H") && is("VI", "H") ? 0 : is("VC", "H") || is("VI", "H") || is("VA", "H") ? 1 : 2,
                is("SI", "S") || is("SA", "S") ? 0 : is("SC", "H") || is("SI", "H") || is("SA", "H") ? 1 : 2,
                is("E", "A") ? 0 : is("E", "P") ? 1 : 2,
                isNeeded("C") || isNeeded("I") || isNeeded("A") ? 0 : 1);
    }

    /// Whether what matters most is hit hardest.
    private boolean isNeeded(String property) {
        return is(property + "R", "H") && is("V" + property, "H");
    }

    private boolean is(String metric, String value) {
        return value(metric).equals(value);
    }

    /// What counts: what the environment says, else the base; the worst where nothing is said.
    private String value(String metric) {
        var modified = metrics.getOrDefault("M" + metric, "X");
        var value = modified.equals("X") ? metrics.getOrDefault(metric, "X") : modified;
        return !value.equals("X") ? value : metric.equals("E") ? "A" : "H";
    }
}
