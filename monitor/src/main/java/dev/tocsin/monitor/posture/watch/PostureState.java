package dev.tocsin.monitor.posture.watch;

import dev.tocsin.monitor.MonitorId;
import dev.tocsin.monitor.PostureFacts.Mark;
import dev.tocsin.monitor.posture.Severity;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/// How a target stands by the last look that saw anything.
///
/// @param measure what was looked at, and the profile
/// @param bad how many checks fail or warn, by how much that matters
/// @param expiresAt the end of the certificate that ends first; empty where none was ever seen
/// @param renewAt when the first of its certificates is to be renewed
public record PostureState(
        MonitorId id,
        String name,
        String measure,
        Instant baselineAt,
        Instant lookedAt,
        boolean whole,
        String grade,
        Optional<Mark> transport,
        Optional<Mark> headers,
        int done,
        int of,
        int addresses,
        String page,
        Map<Severity, Integer> bad,
        Optional<Instant> expiresAt,
        Optional<Instant> renewAt) {

    /// What needs doing first is first: by what is worst, and then by the next renewal.
    static final Comparator<PostureState> URGENT_FIRST = Comparator.comparingInt(
                    (PostureState state) -> state.bad(Severity.CRITICAL))
            .thenComparingInt(state -> state.bad(Severity.MAJOR))
            .thenComparingInt(state -> state.bad(Severity.MINOR))
            .reversed()
            .thenComparing(state -> state.renewAt().orElse(Instant.MAX))
            .thenComparing(PostureState::name);

    public PostureState {
        bad = Map.copyOf(bad);
    }

    public int bad(Severity severity) {
        return bad.getOrDefault(severity, 0);
    }

    public String target() {
        return target(measure);
    }

    static String target(String measure) {
        return measure.substring(0, Math.max(0, measure.lastIndexOf(' ')));
    }

    public String profile() {
        return measure.substring(measure.lastIndexOf(' ') + 1);
    }
}
