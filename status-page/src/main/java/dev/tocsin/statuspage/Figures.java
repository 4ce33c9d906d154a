package dev.tocsin.statuspage;

import dev.tocsin.incidents.disclosure.AnswerTimes;
import dev.tocsin.monitor.posture.watch.PostureGrades;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What a page may show of security: the grades of some targets, and how long reports wait for an answer.
public record Figures(List<PostureGrades.Graded> grades, Optional<AnswerTimes.Measured> answers) {
    public static final Figures NONE = new Figures(List.of(), Optional.empty());

    public Figures {
        grades = List.copyOf(grades);
    }

    /// Reads those that the page shows, inside its own transaction.
    @FunctionalInterface
    public interface Source {
        Figures read(Handle handle, FigureSettings wanted, Instant now);
    }
}
