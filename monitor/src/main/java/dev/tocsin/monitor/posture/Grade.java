package dev.tocsin.monitor.posture;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// The marks of one target. Transport begins at a hundred and loses the points of each finding, with a best letter for
/// what points cannot say; headers are the Observatory's own sum, so that numbers compare. The whole is the worse of
/// the two. What was not tested lowers the coverage alone.
public record Grade(Part transport, Part headers, Coverage coverage) {

    private static final int FULL = 100;

    /// Below this the Observatory gives nothing for what is done better than asked.
    private static final int LEAST_FOR_BONUS = 90;

    /// One of the two marks.
    ///
    /// @param lines what took points or gave them, the heaviest first
    public record Part(Letter letter, int score, List<Line> lines) {

        public Part {
            lines = List.copyOf(lines);
        }
    }

    /// Why the score is what it is.
    ///
    /// @param points negative where they were taken
    /// @param cap the best letter that is left, A+ where it sets no bound
    public record Line(Finding finding, int points, Letter cap) {}

    /// How many of the checks could be made.
    public record Coverage(int done, int of) {}

    public static Grade of(List<Finding> findings) {
        return new Grade(transport(findings), headers(findings), coverage(findings));
    }

    public Letter letter() {
        return transport.letter().or(headers.letter());
    }

    private static Part transport(List<Finding> findings) {
        var lines = findings.stream()
                .map(finding -> new Line(finding, -finding.points(), finding.cap()))
                .filter(line -> line.points() != 0 || line.cap() != Letter.A_PLUS)
                .sorted(Comparator.comparing(Line::cap).reversed().thenComparingInt(Line::points))
                .toList();
        var cap = lines.stream().map(Line::cap).reduce(Letter.A_PLUS, Letter::or);
        var points = lines.stream().mapToInt(Line::points).sum();
        var score = Math.min(Math.max(0, FULL + points), cap.most());
        return new Part(Letter.of(score).or(cap), score, lines);
    }

    private static Part headers(List<Finding> findings) {
        var lines = findings.stream()
                .filter(finding -> finding.modifier() != 0)
                .map(finding -> new Line(finding, finding.modifier(), Letter.A_PLUS))
                .sorted(Comparator.comparingInt(Line::points))
                .toList();
        var base = FULL
                + lines.stream().mapToInt(line -> Math.min(0, line.points())).sum();
        var bonus = lines.stream().mapToInt(line -> Math.max(0, line.points())).sum();
        var score = Math.max(0, base >= LEAST_FOR_BONUS ? base + bonus : base);
        return new Part(Letter.of(score), score, lines);
    }

    private static Coverage coverage(List<Finding> findings) {
        var byCheck = findings.stream()
                .collect(Collectors.groupingBy(
                        Finding::check, Collectors.mapping(Finding::verdict, Collectors.toSet())));
        var done = byCheck.values().stream()
                .filter(verdicts -> !verdicts.contains(PostureVerdict.UNTESTED))
                .count();
        return new Coverage((int) done, byCheck.size());
    }
}
