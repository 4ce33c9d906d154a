package dev.tocsin.incidents;

/// What somebody hears whose wish changed nothing.
public final class AnswerText {
    private AnswerText() {}

    /// `done` where it was done just now, else why nothing was.
    public static String of(Answer answer, String done) {
        return switch (answer) {
            case Answer.Done _ -> done;
            case Answer.AlreadyDone(var incident) ->
                incident.resolvedBy()
                        .map(by -> "Already resolved by " + by + ".")
                        .orElseGet(() -> "Already acknowledged by "
                                + incident.acknowledgedBy().orElse("someone") + ".");
            case Answer.AlreadyResolved(var incident) ->
                "Already resolved by " + incident.resolvedBy().orElse("someone") + ".";
            case Answer.NoSuchIncident() -> "This incident does not exist any more.";
        };
    }
}
