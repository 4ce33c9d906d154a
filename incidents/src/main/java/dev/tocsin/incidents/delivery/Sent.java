package dev.tocsin.incidents.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What became of an attempt, and by whom.
///
/// @param receiptWithin how soon the carrier says whether it arrived; empty when nobody ever does
/// @param stalled the provider did not take it, for reasons of its own: another may do better
record Sent(String provider, Outcome outcome, Optional<Duration> receiptWithin, boolean stalled) {

    /// Nothing was tried, because nothing there would take it.
    static Sent nowhere(String reason) {
        return new Sent("none", new Outcome.Postponed(reason, Outcome.Blame.PROVIDER), Optional.empty(), true);
    }

    /// All were tried in vain. Where one may have taken it, that is not forgotten over the others.
    static Sent inVain(List<Sent> tried) {
        var last = tried.getLast();
        if (tried.size() == 1) {
            return last;
        }
        var reasons = tried.stream()
                .map(sent -> sent.provider() + ": " + sent.reason())
                .collect(Collectors.joining("; "));
        var unknown = tried.stream().anyMatch(sent -> sent.outcome() instanceof Outcome.Unknown);
        return new Sent(
                last.provider(),
                unknown ? new Outcome.Unknown(reasons) : new Outcome.Postponed(reasons, Outcome.Blame.PROVIDER),
                Optional.empty(),
                true);
    }

    /// Whether the person asked for no more messages.
    boolean stopped() {
        return outcome instanceof Outcome.Refused refused && refused.stopped();
    }

    /// Why it went no further; empty when it was accepted.
    String reason() {
        return switch (outcome) {
            case Outcome.Accepted _ -> "";
            case Outcome.Postponed postponed -> postponed.reason();
            case Outcome.Unknown unknown -> unknown.reason();
            case Outcome.Refused refused -> refused.reason();
        };
    }
}
