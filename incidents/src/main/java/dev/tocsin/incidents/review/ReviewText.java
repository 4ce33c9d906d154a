package dev.tocsin.incidents.review;

import dev.tocsin.incidents.Incident;
import dev.tocsin.incidents.Incidents.TimelineEntry;
import dev.tocsin.incidents.TimelineText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/// A review as Markdown, for whoever was not there: what happened and when, and what will be done. Where nobody has
/// written yet it is the template.
public final class ReviewText {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private ReviewText() {}

    public static String markdown(Incident incident, List<TimelineEntry> timeline, Optional<Review> review) {
        var text = review.map(Review::text);
        var lines = new StringJoiner("\n", "", "\n")
                .add("# Review of %s: %s".formatted(incident.id(), plain(incident.title())))
                .add("")
                .add("| | |")
                .add("|---|---|")
                .add("| severity | %s |".formatted(incident.severity().word()))
                .add("| began | %s UTC |".formatted(TIME.format(incident.beganAt())))
                .add("| noticed | %s |".formatted(after(incident, Optional.of(incident.openedAt()))))
                .add("| acknowledged | %s |".formatted(after(incident, incident.acknowledgedAt())))
                .add("| resolved | %s |".formatted(after(incident, incident.resolvedAt())))
                .add("| owner | %s |"
                        .formatted(text.map(one -> cell(one.owner())).orElse("nobody yet")))
                .add("| due | %s |"
                        .formatted(text.map(one -> one.due().toString()).orElse("")))
                .add("");
        section(lines, "What happened", text.map(Review.Text::summary).orElse(""), incident.summary());
        section(lines, "Whom it hurt", text.map(Review.Text::impact).orElse(""), "");
        section(lines, "Why it happened", text.map(Review.Text::cause).orElse(""), "");
        section(lines, "What we know now", text.map(Review.Text::lessons).orElse(""), "");
        lines.add("## What will be done").add("");
        review.map(Review::actions)
                .orElse(List.of())
                .forEach(action -> lines.add("- [%s] %s (%s, until %s)"
                        .formatted(
                                action.done() ? "x" : " ", plain(action.text()), plain(action.owner()), action.due())));
        lines.add("").add("## Timeline (UTC)").add("");
        timeline.forEach(
                entry -> lines.add("- %s %s".formatted(TIME.format(entry.at()), plain(TimelineText.of(entry)))));
        return lines.toString();
    }

    private static void section(StringJoiner lines, String title, String text, String otherwise) {
        var words = text.isBlank() ? otherwise : text;
        lines.add("## " + title)
                .add("")
                .add(words.isBlank() ? "_Nobody has written this yet._" : words)
                .add("");
    }

    private static String after(Incident incident, Optional<Instant> at) {
        return at.map(then -> "%s UTC, after %s".formatted(TIME.format(then), words(incident.beganAt(), then)))
                .orElse("not yet");
    }

    private static String words(Instant from, Instant to) {
        var lasted = Duration.between(from, to);
        return lasted.toHours() > 0
                ? "%d h %d min".formatted(lasted.toHours(), lasted.toMinutesPart())
                : "%d min %d s".formatted(lasted.toMinutes(), lasted.toSecondsPart());
    }

    /// One line, so that what a peer answered cannot begin a heading or a list of its own.
    private static String plain(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private static String cell(String text) {
        return plain(text).replace("|", "\\|");
    }
}
