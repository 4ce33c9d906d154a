package dev.tocsin.monitor.posture.watch;

import dev.tocsin.monitor.Monitor;
import dev.tocsin.monitor.MonitorId;
import dev.tocsin.monitor.posture.Severity;
import java.time.Instant;
import java.util.List;

/// What a look at the posture of a target changes for people, all of one cause.
///
/// @param cause the check by whose name it goes from beginning to end
/// @param severity of the worst that is left of it; info where nothing is
/// @param worse what became worse than it was accepted, the worst first
/// @param better what is as it should be again
/// @param over whether nothing of that cause is left
public record PostureNews(
        MonitorId monitorId,
        Monitor monitor,
        String cause,
        Severity severity,
        List<Step> worse,
        List<Step> better,
        boolean over,
        Instant at) {

    /// One check, before and after.
    ///
    /// @param since from when on it has been so
    /// @param before what was seen when it was last in order; may be empty
    /// @param after what was seen now
    public record Step(
            String check,
            String verdict,
            Severity severity,
            String summary,
            Instant since,
            String before,
            String after) {}

    public PostureNews {
        worse = List.copyOf(worse);
        better = List.copyOf(better);
    }
}
