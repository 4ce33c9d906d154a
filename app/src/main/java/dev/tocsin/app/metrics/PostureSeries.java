package dev.tocsin.app.metrics;

import dev.tocsin.monitor.Evidence;
import dev.tocsin.monitor.PostureFacts;
import dev.tocsin.monitor.posture.Severity;
import java.util.List;

/// How the posture of a target is graded, and how much is wrong with it.
final class PostureSeries {

    private static final List<String> BAD = List.of("warn", "fail");

    private PostureSeries() {}

    static void write(Series to, Evidence evidence) {
        evidence.facts()
                .filter(PostureFacts.class::isInstance)
                .map(PostureFacts.class::cast)
                .ifPresent(facts -> write(to, facts));
    }

    private static void write(Series to, PostureFacts facts) {
        to.add("tocsin_posture_grade_info", "The grade of a posture, as its label", 1, "grade", facts.grade());
        facts.transport().ifPresent(mark -> score(to, mark, "transport"));
        facts.headers().ifPresent(mark -> score(to, mark, "headers"));
        for (var severity : Severity.values()) {
            var count = facts.findings().stream()
                    .filter(found -> BAD.contains(found.verdict()))
                    .filter(found -> found.severity().equals(severity.word()))
                    .count();
            to.add(
                    "tocsin_posture_findings",
                    "Checks of a posture that fail or warn, by how much that matters",
                    (double) count,
                    "severity",
                    severity.word());
        }
    }

    private static void score(Series to, PostureFacts.Mark mark, String part) {
        to.add("tocsin_posture_score", "The marks of a posture, of a hundred and more", mark.score(), "part", part);
    }
}
