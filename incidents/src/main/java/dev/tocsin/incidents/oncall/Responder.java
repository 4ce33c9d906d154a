package dev.tocsin.incidents.oncall;

import dev.tocsin.incidents.Severity;
import dev.tocsin.incidents.delivery.Medium;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A person who can be paged, and how: for each severity the contacts to use and how long after the step each is due.
public record Responder(
        String name,
        Optional<String> email,
        Optional<String> phone,
        ZoneId zone,
        Map<Severity, List<ContactRule>> rules) {

    /// Use `medium`, `delay` after the step began.
    public record ContactRule(Medium medium, Duration delay) {}

    /// What the settings give a responder who names no rules.
    public static final Map<Severity, List<ContactRule>> USUAL_RULES = Map.of(
            Severity.CRITICAL,
            List.of(
                    new ContactRule(Medium.SMS, Duration.ZERO),
                    new ContactRule(Medium.EMAIL, Duration.ZERO),
                    new ContactRule(Medium.SMS, Duration.ofMinutes(3))),
            Severity.MAJOR,
            List.of(new ContactRule(Medium.SMS, Duration.ZERO), new ContactRule(Medium.EMAIL, Duration.ZERO)),
            Severity.MINOR,
            List.of(new ContactRule(Medium.EMAIL, Duration.ZERO)));

    /// The address for `medium`; empty when this person has none.
    public Optional<String> contact(Medium medium) {
        return switch (medium) {
            case SMS -> phone;
            case EMAIL -> email;
        };
    }

    /// The person's own rules for `severity` as far as they have the contacts; where none is left, whatever contact
    /// there is.
    public List<ContactRule> rulesFor(Severity severity) {
        var usable = rules.getOrDefault(severity, List.of()).stream()
                .filter(rule -> contact(rule.medium()).isPresent())
                .toList();
        return !usable.isEmpty()
                ? usable
                : Stream.of(Medium.values())
                        .filter(medium -> contact(medium).isPresent())
                        .map(medium -> new ContactRule(medium, Duration.ZERO))
                        .toList();
    }
}
