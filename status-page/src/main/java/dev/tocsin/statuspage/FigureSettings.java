package dev.tocsin.statuspage;

import dev.tocsin.config.Section;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Which figures of security the page shows; none where the operator asks for none.
///
/// @param posture the monitors whose grade is shown
/// @param answerDays over how many days answers to security reports are measured; empty where they are not
/// shown
public record FigureSettings(List<String> posture, OptionalInt answerDays) {
    static final FigureSettings NONE = new FigureSettings(List.of(), OptionalInt.empty());
    private static final int LONGEST = 730;

    /// Fewer than this would tell of single reports.
    public static final int LEAST_ANSWERS = 5;

    public FigureSettings {
        posture = List.copyOf(posture);
    }

    static FigureSettings read(Section page) {
        return new FigureSettings(page.texts("posture"), page.optionalNumber("answerTimeDays", 7, LONGEST));
    }

    /// Notes in `page` what names no monitor.
    void check(Section page, Set<String> monitors) {
        posture.stream()
                .filter(name -> !monitors.contains(name))
                .forEach(name -> page.problem(
                        "posture",
                        "there is no monitor \"" + name + "\"",
                        "write the name of one under monitors: that looks at posture"));
    }

    public Optional<Duration> answersOver() {
        return answerDays.isPresent() ? Optional.of(Duration.ofDays(answerDays.getAsInt())) : Optional.empty();
    }
}
