package dev.tocsin.monitor.probe.icmp;

import dev.tocsin.monitor.IcmpFacts;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.probe.Assessment;
import java.time.Duration;
import java.util.Optional;

/// Holds what became of the echoes against what is expected. Pure.
final class EchoAssessment {

    private EchoAssessment() {}

    /// @param refusal what the network said in place of the target
    static Assessment of(Probe.Icmp probe, IcmpFacts seen, String address, Optional<String> refusal) {
        var assessment = new Assessment();
        var loss = Math.round(seen.loss()) + " %";
        assessment.expect(
                "loss",
                seen.received() > 0 && seen.loss() <= probe.maxLoss(),
                "at most " + probe.maxLoss() + " %",
                loss,
                complaint(probe, seen, address)
                        + refusal.map(why -> " (" + why + ")").orElse(""));
        seen.mean()
                .map(millis -> Duration.ofNanos((long) (millis * 1e6)))
                .ifPresent(mean -> assessment.within(probe.pace(), mean, "round trip took"));
        return assessment;
    }

    private static String complaint(Probe.Icmp probe, IcmpFacts seen, String address) {
        var echoes = seen.sent() == 1 ? "1 echo" : seen.sent() + " echoes";
        return seen.received() == 0
                ? "no answer from " + address + " to " + echoes
                : (seen.sent() - seen.received()) + " of " + echoes + " to " + address + " lost, expected at most "
                        + probe.maxLoss() + " %";
    }
}
