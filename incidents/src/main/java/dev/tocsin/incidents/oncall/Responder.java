package dev.tocsin.incidents.oncall;

import dev.tocsin.incidents.Severity;
import dev.tocsin.incidents.delivery.Medium;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A person who can be paged, and how: for each severity the contacts to use and how long after the step each is due.
public record Responder(
        String name,
        Optional<String> email,
        Optional<String> phone,
        Optional<String> webhook,
        ZoneId zone,
        Map<Severity, List<ContactRule>> rules) {

    public Responder(
            String name,
            Optional<String> email,
            Optional<String> phone,
            ZoneId zone,
            Map<Severity, List<ContactRule>> rules) {
        this(name, email, phone, Optional.empty(), zone, rules);
    }

    /// A program that is told like a person, by the webhook of this name.
    public static Responder webhook(String name) {
        var rules = List.of(new ContactRule(Medium.WEBHOOK, Duration.ZERO));
        return new Responder(
                "webhook " + name,
                Optional.empty(),
                Optional.empty(),
                Optional.of(name),
                ZoneOffset.UTC,
                Map.of(Severity.CRITICAL, rules, Severity.MAJOR, rules, Severity.MINOR, rules));
    }

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

    /// Nobody is called who has not asked for it.
    private boolean isCalled() {
        return rules.values().stream().flatMap(List::stream).anyMatch(rule -> rule.medium() == Medium.VOICE);
    }

    /// The address for `medium`; empty when this person has none.
    public Optional<String> contact(Medium medium) {
        return switch (medium) {
            case SMS -> phone;
            case VOICE -> phone.filter(_ -> isCalled());
            case EMAIL -> email;
            case WEBHOOK -> webhook;
        };
    }
}
