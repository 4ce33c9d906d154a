package dev.tocsin.incidents.paging;

import dev.tocsin.config.Section;
import dev.tocsin.incidents.Severity;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.oncall.OnCallSchedule;
import dev.tocsin.incidents.oncall.Responder;
import dev.tocsin.incidents.oncall.Responder.ContactRule;
import dev.tocsin.incidents.oncall.ScheduleSettings;
import dev.tocsin.incidents.rota.Rota;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Who is paged, when and how: `responders:`, `schedules:` and `policies:`, each by its name.
public record PagingSettings(
        Map<String, Responder> responders,
        Map<String, OnCallSchedule> schedules,
        Map<String, EscalationPolicy> policies) {

    /// The policy that begins with the catch-all of the default one, unless a policy of the settings is called so.
    public static final String CATCH_ALL = "catch-all";

    private static final Pattern PHONE = Pattern.compile("\\+[1-9]\\d{6,14}");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>\"]+@[^\\s@<>\"]+\\.[^\\s@<>\"]+");
    private static final Pattern RULE = Pattern.compile("(sms|email|voice)\\s+(\\d{1,4})\\s*(s|m|h)");
    private static final Duration LONGEST_WAIT = Duration.ofHours(24);
    private static final Duration LONGEST_ACK = Duration.ofDays(7);

    public PagingSettings {
        responders = Map.copyOf(responders);
        schedules = Map.copyOf(schedules);
        policies = Map.copyOf(policies);
    }

    /// The names that a step may lead to.
    private record Known(Set<String> responders, Set<String> schedules, Set<String> webhooks) {}

    /// Reads all three and checks that every name leads to someone. Faults are noted in `root`.
    public static PagingSettings read(Section root) {
        var responders = named(root, "responders", PagingSettings::responder);
        var schedules = ScheduleSettings.read(root, responders.keySet());
        var webhooks = root.section("channels").sections("webhooks").stream()
                .flatMap(hook -> hook.optionalText("name").stream())
                .collect(Collectors.toSet());
        var known = new Known(responders.keySet(), schedules.keySet(), webhooks);
        var policies = new HashMap<>(named(root, "policies", section -> policy(section, known)));
        policies.computeIfAbsent("default", name -> everyone(name, responders.keySet()));
        return new PagingSettings(responders, schedules, policies);
    }

    /// What decides who is on call, beside what the API adds.
    public Rota.Ground ground() {
        return new Rota.Ground(schedules, responders.keySet());
    }

    /// The policy of this name; the default one where it has left the settings.
    EscalationPolicy policy(String name) {
        var policy = policies.get(name);
        if (policy != null) {
            return policy;
        }
        var usual = Optional.ofNullable(policies.get("default")).orElseThrow();
        return name.equals(CATCH_ALL) ? usual.catchAllAlone(name) : usual;
    }

    /// How long an acknowledgement counts under the policy of this name; empty for ever.
    public Optional<Duration> ackTimeout(String policy) {
        return policy(policy).ackTimeout();
    }

    /// The same policies with people as they can be reached now.
    PagingSettings reachedBy(Map<String, Responder> usable) {
        return new PagingSettings(usable, schedules, policies);
    }

    /// The same people and policies with schedules as they are now.
    PagingSettings with(Map<String, OnCallSchedule> current) {
        return new PagingSettings(responders, current, policies);
    }

    /// The policy where none is written: everyone is paged every five minutes.
    private static EscalationPolicy everyone(String name, Set<String> responders) {
        var all = responders.stream()
                .sorted()
                .map(person -> (EscalationStep.Target) new EscalationStep.Target.Person(person))
                .toList();
        return new EscalationPolicy(name, List.of(new EscalationStep(all, Duration.ofMinutes(5))), 2, all);
    }

    private static <T> Map<String, T> named(Section root, String key, Function<Section, T> read) {
        var byName = new LinkedHashMap<String, T>();
        for (var section : root.sections(key)) {
            var name = section.text("name");
            if (byName.put(name, read.apply(section)) != null) {
                section.problem("name", "\"" + name + "\" stands twice in " + key, "give each its own name");
            }
        }
        return byName;
    }

    private static Responder responder(Section section) {
        var name = section.text("name");
        var email = matching(section, "email", EMAIL, "no mail address", "write name@example.com");
        var phone = matching(section, "phone", PHONE, "no phone number", "write it in full, like \"+4915550100\"");
        if (email.isEmpty() && phone.isEmpty()) {
            section.problem("name", "\"" + name + "\" cannot be reached", "add email: or phone:");
        }
        var verified = section.flag("verified");
        if (!verified) {
            section.warning(
                    "verified",
                    "the contacts of \"" + name + "\" are used once each is verified by its code",
                    "have the codes sent, or try the contacts and write verified: true");
        }
        var rules = section.section("rules");
        var bySeverity = new HashMap<Severity, List<ContactRule>>();
        for (var severity : Severity.values()) {
            var written = rules.parsedList(severity.word(), PagingSettings::rule);
            bySeverity.put(
                    severity, written.isEmpty() ? Responder.USUAL_RULES.getOrDefault(severity, List.of()) : written);
        }
        return new Responder(
                name,
                email,
                phone,
                Optional.empty(),
                section.zone("timezone"),
                Map.copyOf(bySeverity),
                verified,
                Set.of());
    }

    private static ContactRule rule(String text) {
        var matcher = RULE.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no rule, write a channel and a delay: sms 0m");
        }
        var amount = Long.parseLong(matcher.group(2));
        var delay = switch (matcher.group(3)) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
        return new ContactRule(Medium.valueOf(matcher.group(1).toUpperCase(Locale.ROOT)), delay);
    }

    private static EscalationPolicy policy(Section section, Known known) {
        var steps = section.sections("steps").stream()
                .map(step -> new EscalationStep(
                        targets(step, "notify", known),
                        step.duration("wait", Duration.ofSeconds(10), LONGEST_WAIT),
                        step.flag("multiAck")))
                .toList();
        if (steps.isEmpty()) {
            section.problem(
                    "steps", "the policy has no steps", "add steps: [ { notify: [responder NAME], wait: 5m } ]");
        }
        var catchAll = targets(section, "catchAll", known);
        if (catchAll.isEmpty()) {
            section.problem("catchAll", "nobody is paged once all steps were walked", "add catchAll: [responder NAME]");
        }
        return new EscalationPolicy(
                section.text("name"),
                steps,
                section.number("repeat", 0, 20),
                catchAll,
                section.optionalDuration("ackTimeout", Duration.ofMinutes(1), LONGEST_ACK));
    }

    private static List<EscalationStep.Target> targets(Section section, String key, Known known) {
        var targets = section.parsedList(key, EscalationStep.Target::parse);
        for (var target : targets) {
            switch (target) {
                case EscalationStep.Target.Person person
                when !known.responders().contains(person.name()) -> unknown(section, key, "responder", person.name());
                case EscalationStep.Target.Schedule schedule
                when !known.schedules().contains(schedule.name()) -> unknown(section, key, "schedule", schedule.name());
                case EscalationStep.Target.Webhook hook
                when !known.webhooks().contains(hook.name()) ->
                    section.problem(
                            key,
                            "there is no webhook \"" + hook.name() + "\"",
                            "write one that stands under channels.webhooks:");
                case EscalationStep.Target.Person _,
                        EscalationStep.Target.Schedule _,
                        EscalationStep.Target.Webhook _ -> {}
            }
        }
        return targets;
    }

    private static void unknown(Section section, String key, String kind, String name) {
        section.problem(key, "there is no " + kind + " \"" + name + "\"", "write one that stands under " + kind + "s:");
    }

    private static Optional<String> matching(Section section, String key, Pattern form, String fault, String cure) {
        var text = section.optionalText(key);
        if (text.isPresent() && !form.matcher(text.get()).matches()) {
            section.problem(key, "\"" + text.get() + "\" is " + fault, cure);
            return Optional.empty();
        }
        return text;
    }
}
