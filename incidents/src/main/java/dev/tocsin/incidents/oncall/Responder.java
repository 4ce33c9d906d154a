package dev.tocsin.incidents.oncall;

import dev.tocsin.incidents.Severity;
import dev.tocsin.incidents.delivery.Medium;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A person who can be paged, and how: for each severity the contacts to use and how long after the step each is due.
///
/// @param verified whether the operator vouches for the contacts; else each is used once its owner has typed our code
/// @param silent the ways that may not be used at the moment
public record Responder(
        String name,
        Optional<String> email,
        Optional<String> phone,
        Optional<String> webhook,
        ZoneId zone,
        Map<Severity, List<ContactRule>> rules,
        boolean verified,
        Set<Medium> silent) {

    public Responder {
        silent = Set.copyOf(silent);
    }

    public Responder(
            String name,
            Optional<String> email,
            Optional<String> phone,
            ZoneId zone,
            Map<Severity, List<ContactRule>> rules) {
        this(name, email, phone, Optional.empty(), zone, rules, true, Set.of());
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
                Map.of(Severity.CRITICAL, rules, Severity.MAJOR, rules, Severity.MINOR, rules),
                true,
                Set.of());
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

    /// The same person by those ways alone that `used` lets pass.
    public Responder reachedBy(Predicate<Medium> used) {
        var others = Stream.of(Medium.values()).filter(used.negate()).collect(Collectors.toSet());
        return new Responder(name, email, phone, webhook, zone, rules, verified, others);
    }

    /// Whether there is any way to this person.
    public boolean isReachable() {
        return Stream.of(Medium.values()).anyMatch(medium -> contact(medium).isPresent());
    }

    /// Nobody is called who has not asked for it.
    private boolean isCalled() {
        return rules.values().stream().flatMap(List::stream).anyMatch(rule -> rule.medium() == Medium.VOICE);
    }

    /// The address for `medium`; empty when this person has none, or it may not be used.
    public Optional<String> contact(Medium medium) {
        return silent.contains(medium) ? Optional.empty() : address(medium);
    }

    private Optional<String> address(Medium medium) {
        return switch (medium) {
            case SMS -> phone;
            case VOICE -> phone.filter(_ -> isCalled());
            case EMAIL -> email;
            case WEBHOOK -> webhook;
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
