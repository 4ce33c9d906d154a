package dev.tocsin.monitor;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Says of votes who voted for what: "down from fra, up from here and nyc: connect refused".
final class Tally {
    private static final List<Verdict> ORDER =
            List.of(Verdict.DOWN, Verdict.PARTIAL, Verdict.DEGRADED, Verdict.UP, Verdict.UNKNOWN);

    private Tally() {}

    /// In one line for a person. What follows the colon is the reason of the newest vote that speaks for
    /// `verdict`.
    static String words(List<Vote> votes, Verdict verdict, Function<Location, String> name) {
        var groups = ORDER.stream()
                .map(each -> group(votes, each, name))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
        return groups + because(votes, verdict);
    }

    private static String group(List<Vote> votes, Verdict verdict, Function<Location, String> name) {
        var names = votes.stream()
                .filter(vote -> vote.verdict() == verdict)
                .map(vote -> name.apply(vote.location()))
                .toList();
        return names.isEmpty() ? "" : word(verdict) + " from " + listed(names);
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case UP -> "up";
            case DEGRADED -> "degraded";
            case PARTIAL -> "partly down";
            case DOWN -> "down";
            case UNKNOWN -> "nothing known";
        };
    }

    static String listed(List<String> names) {
        return names.size() == 1
                ? names.getFirst()
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }

    private static String because(List<Vote> votes, Verdict verdict) {
        var speaking = verdict == Verdict.PARTIAL ? Verdict.DOWN : verdict;
        return votes.stream()
                .filter(vote -> vote.verdict() == speaking && vote.verdict() != Verdict.UNKNOWN)
                .max(Comparator.comparing(Vote::since))
                .map(vote -> ": " + vote.reason())
                .orElse("");
    }
}
