package dev.tocsin.monitor.latency;

import dev.tocsin.monitor.availability.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// The lengths of time for which roll-ups are kept, from fine to coarse. Steps lie on the grid of UTC, and each is made
/// of whole steps of the finer one.
public enum Step {
    FIVE_MINUTES("5m", Duration.ofMinutes(5)),
    HOUR("1h", Duration.ofHours(1)),
    DAY("1d", Duration.ofDays(1));

    private final String word;
    private final Duration length;

    Step(String word, Duration length) {
        this.word = word;
        this.length = length;
    }

    public static Optional<Step> of(String word) {
        return Arrays.stream(values()).filter(step -> step.word.equals(word)).findFirst();
    }

    /// The word for it in JSON and SQL.
    public String word() {
        return word;
    }

    public Duration length() {
        return length;
    }

    /// The beginning of the step in which `at` lies.
    public Instant floor(Instant at) {
        var seconds = length.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), seconds) * seconds);
    }

    /// The first beginning of a step that is not before `at`.
    public Instant ceil(Instant at) {
        var floor = floor(at);
        return floor.equals(at) ? at : floor.plus(length);
    }

    /// The whole steps that `window` touches.
    public Window widen(Window window) {
        return new Window(floor(window.from()), ceil(window.to()));
    }
}
