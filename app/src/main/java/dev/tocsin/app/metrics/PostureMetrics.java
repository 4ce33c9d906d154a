package dev.tocsin.app.metrics;

import dev.tocsin.monitor.PostureFacts.Mark;
import dev.tocsin.monitor.posture.Severity;
import dev.tocsin.monitor.posture.watch.PostureState;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How the posture of each target is graded, and how much is wrong with it: what the API says, and so with what only a
/// memory can tell, such as a change of issuer. The same on every node.
final class PostureMetrics implements MultiCollector {
    private static final Logger log = LoggerFactory.getLogger(PostureMetrics.class);
    private final Supplier<List<PostureState>> states;

    PostureMetrics(Supplier<List<PostureState>> states) {
        this.states = states;
    }

    @Override
    public MetricSnapshots collect() {
        var gauges = new Gauges();
        try {
            states.get().forEach(state -> write(new Series(gauges, state.name()), state));
        } catch (RuntimeException fault) {
            // While the database is away everything else can still be scraped.
            log.warn("how posture stands is not told: {}", fault.getMessage());
        }
        return gauges.snapshots();
    }

    private static void write(Series to, PostureState state) {
        to.add("tocsin_posture_grade_info", "The grade of a posture, as its label", 1, "grade", state.grade());
        state.transport().ifPresent(mark -> score(to, mark, "transport"));
        state.headers().ifPresent(mark -> score(to, mark, "headers"));
        for (var severity : Severity.values()) {
            to.add(
                    "tocsin_posture_findings",
                    "Checks of a posture that fail or warn, by how much that matters",
                    state.bad(severity),
                    "severity",
                    severity.word());
        }
    }

    private static void score(Series to, Mark mark, String part) {
        to.add("tocsin_posture_score", "The marks of a posture, of a hundred and more", mark.score(), "part", part);
    }
}
