package dev.tocsin.monitor.probe.domain;

import dev.tocsin.monitor.DomainFacts;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.probe.Assessment;
import dev.tocsin.monitor.probe.Wording;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Holds a registration against what is expected of it. Pure.
final class RegistrationAssessment {

    /// States (RFC 8056) in which a domain is out of the DNS, or soon somebody else's.
    private static final List<String> LOST =
            List.of("redemption period", "pending delete", "client hold", "server hold", "inactive");

    private RegistrationAssessment() {}

    /// @param expiry until when it is registered
    static Assessment of(Probe.Domain probe, DomainFacts facts, Instant expiry, Instant now) {
        var assessment = new Assessment();
        var name = facts.domain();
        var left = Duration.between(now, expiry);
        var actual =
                left.isNegative() ? "expired " + Wording.age(left.negated()) + " ago" : Wording.age(left) + " left";
        var sentence = left.isNegative()
                ? "registration of " + name + " " + actual
                : "registration of " + name + " ends in " + Wording.age(left) + ", on " + expiry;
        var least = Wording.age(probe.failWithin());
        var failed = left.isNegative() || left.compareTo(probe.failWithin()) < 0;
        assessment.expect(
                "expiry",
                !failed,
                least + " left",
                actual,
                sentence + (left.isNegative() ? "" : ", expected " + least + " left"));
        if (!failed) {
            var wished = Wording.age(probe.warnWithin());
            assessment.prefer(
                    "expiry soon",
                    left.compareTo(probe.warnWithin()) >= 0,
                    wished + " left",
                    actual,
                    sentence + ", expected " + wished + " left");
        }
        var lost = facts.statuses().stream().filter(LOST::contains).toList();
        var shown = String.join(", ", lost);
        assessment.expect(
                "status",
                lost.isEmpty(),
                "in use",
                lost.isEmpty() ? "in use" : shown,
                "domain " + name + " is in the state " + shown + ", in which it does not work");
        return assessment;
    }
}
