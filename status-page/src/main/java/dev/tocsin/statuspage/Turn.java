package dev.tocsin.statuspage;

import java.util.Optional;

/// Which phase may follow which. Pure.
final class Turn {
    private Turn() {}

    /// Why `next` cannot be said now; empty when it can. `last` is what was published last, empty before the first.
    static Optional<String> refusal(boolean maintenance, Optional<Phase> last, Phase next) {
        if (next.isOfMaintenance() != maintenance) {
            return Optional.of(
                    maintenance
                            ? "a maintenance is scheduled, in_progress, verifying, completed or cancelled, not "
                                    + next.word()
                            : "an incident is investigating, identified, monitoring, resolved or postmortem, not "
                                    + next.word());
        }
        return last.isEmpty() ? first(next) : follows(last.get(), next);
    }

    private static Optional<String> first(Phase next) {
        return switch (next) {
            case POSTMORTEM -> Optional.of("a post-mortem follows what was resolved: say that first");
            case CANCELLED -> Optional.of("nobody has read of it yet: take its draft back instead");
            case INVESTIGATING, IDENTIFIED, MONITORING, RESOLVED, SCHEDULED, IN_PROGRESS, VERIFYING, COMPLETED ->
                Optional.empty();
        };
    }

    private static Optional<String> follows(Phase last, Phase next) {
        var fits = switch (last) {
            case INVESTIGATING, IDENTIFIED, MONITORING -> next != Phase.POSTMORTEM;
            case RESOLVED, POSTMORTEM -> true;
            case SCHEDULED -> next != Phase.VERIFYING;
            case IN_PROGRESS, VERIFYING -> next != Phase.SCHEDULED && next != Phase.CANCELLED;
            case COMPLETED, CANCELLED -> false;
        };
        return fits
                ? Optional.empty()
                : Optional.of("%s cannot follow %s%s"
                        .formatted(
                                next.word(),
                                last.word(),
                                next == Phase.POSTMORTEM ? ": say that it is resolved first" : ""));
    }
}
