package dev.tocsin.incidents.paging;

import java.time.Duration;
import java.util.List;

/// Who is paged, and how long we then wait for an answer. With `multiAck` each of them must acknowledge: one answer
/// stops the escalation, the others go on being paged.
public record EscalationStep(List<Target> targets, Duration delay, boolean multiAck) {

    public EscalationStep {
        targets = List.copyOf(targets);
        if (!delay.isPositive()) {
            throw new IllegalArgumentException(
                    "a step that waits " + delay + " would page without end, wait some seconds at least");
        }
    }

    public EscalationStep(List<Target> targets, Duration delay) {
        this(targets, delay, false);
    }

    /// Someone, directly or through a schedule.
    public sealed interface Target {
        String name();

        record Person(String name) implements Target {}

        record Schedule(String name) implements Target {}

        /// A program: it is told, and it is nobody who could act.
        record Webhook(String name) implements Target {}

        /// Reads `responder ana`, `schedule primary` or `webhook chat`.
        /// @throws IllegalArgumentException naming the value and the cure
        static Target parse(String text) {
            var words = text.strip().split("\\s+", 2);
            return switch (words.length == 2 ? words[0] : "") {
                case "responder" -> new Person(words[1]);
                case "schedule" -> new Schedule(words[1]);
                case "webhook" -> new Webhook(words[1]);
                default ->
                    throw new IllegalArgumentException(
                            "\"" + text + "\" names nobody, write responder NAME, schedule NAME or webhook NAME");
            };
        }
    }
}
