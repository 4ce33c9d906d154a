package dev.tocsin.incidents.oncall;

import dev.tocsin.config.Section;
import dev.tocsin.incidents.oncall.ScheduleOverride.Add;
import dev.tocsin.incidents.oncall.ScheduleOverride.Origin;
import dev.tocsin.incidents.oncall.ScheduleOverride.Remove;
import dev.tocsin.incidents.oncall.ScheduleOverride.Replace;
import dev.tocsin.incidents.oncall.ScheduleOverride.Stint;
import dev.tocsin.incidents.oncall.ScheduleOverride.Swap;
import dev.tocsin.incidents.oncall.ScheduleOverride.Temporary;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads entries of `overrides:`, those of the file and those that came over the API: there is one grammar.
public final class OverrideSettings {
    /// So long one may count; a longer one is a change of the rotations.
    static final Duration LONGEST = Duration.ofDays(366);

    private static final List<String> KINDS = List.of("add", "remove", "replace", "temporary", "swap");
    private static final Window STAND_IN = new Window(Instant.EPOCH, Instant.EPOCH.plusSeconds(1));
    private static final int LONGEST_REASON = 200;

    private final Section section;
    private final ZoneId zone;
    private final Set<String> responders;
    private final Origin origin;

    /// An override and the schedule that it is for.
    public record Placed(String schedule, ScheduleOverride override) {}

    private OverrideSettings(Section section, ZoneId zone, Set<String> responders, Origin origin) {
        this.section = section;
        this.zone = zone;
        this.responders = responders;
        this.origin = origin;
    }

    /// All overrides under `root` that can be read. Faults are noted there.
    /// @param by who is named as their author
    public static List<Placed> read(
            Section root, Map<String, OnCallSchedule> schedules, Set<String> responders, String by) {
        var all = new ArrayList<Placed>();
        for (var section : root.sections("overrides")) {
            var name = section.text("schedule");
            var schedule = schedules.get(name);
            if (schedule == null) {
                section.problem(
                        "schedule", "there is no schedule \"" + name + "\"", "write one that stands under schedules:");
            }
            var reason = section.optionalText("reason").orElse("");
            if (reason.length() > LONGEST_REASON || reason.codePoints().anyMatch(Character::isISOControl)) {
                section.problem(
                        "reason",
                        "the reason is longer than " + LONGEST_REASON + " characters or has some that nobody can read",
                        "write one line");
            }
            var zone = schedule == null ? ZoneId.of("Etc/UTC") : schedule.zone();
            new OverrideSettings(section, zone, responders, new Origin(by, reason))
                    .override()
                    .filter(_ -> schedule != null)
                    .ifPresent(override -> all.add(new Placed(name, override)));
        }
        return List.copyOf(all);
    }

    private Optional<ScheduleOverride> override() {
        var kinds = KINDS.stream().filter(section::has).toList();
        if (kinds.size() != 1) {
            section.problem(
                    kinds.isEmpty() ? "schedule" : kinds.getLast(),
                    kinds.isEmpty() ? "the override says nothing" : "the override says " + String.join(" and ", kinds),
                    "write one of add, remove, replace, temporary or swap");
            return Optional.empty();
        }
        return switch (kinds.getFirst()) {
            case "add" -> Optional.of(new Add(window(section), person(section, "add"), origin));
            case "remove" -> Optional.of(new Remove(window(section), person(section, "remove"), origin));
            case "replace" -> replace();
            case "temporary" -> temporary();
            default -> swap();
        };
    }

    private Optional<ScheduleOverride> replace() {
        var window = window(section);
        var standIns = section.entries("replace");
        if (standIns.isEmpty()) {
            section.problem("replace", "the override replaces nobody", "write replace: {ana: bo}");
            return Optional.empty();
        }
        standIns.forEach((away, standIn) -> {
            known(section, "replace", away);
            known(section, "replace", standIn);
        });
        return Optional.of(new Replace(window, standIns, origin));
    }

    private Optional<ScheduleOverride> temporary() {
        var window = window(section);
        var stints = new ArrayList<Stint>();
        for (var part : section.sections("temporary")) {
            var person = person(part, "responder");
            var from = part.optionalParsed("from", text -> WallClock.readStart(text, zone))
                    .orElse(window.from());
            var to = part.optionalParsed("to", text -> WallClock.readEnd(text, zone))
                    .orElse(window.to());
            if (from.isBefore(window.from()) || to.isAfter(window.to()) || !from.isBefore(to)) {
                part.problem(
                        part.has("from") ? "from" : "to",
                        "\"" + person + "\" would be on call outside of the temporary schedule, or for no time",
                        "keep between its from and its to");
            } else {
                stints.add(new Stint(person, new Window(from, to)));
            }
        }
        if (stints.isEmpty()) {
            section.problem(
                    "temporary",
                    "nobody is on call in the temporary schedule",
                    "write temporary: [ { responder: ana } ], or remove: NAME to leave a gap");
            return Optional.empty();
        }
        return Optional.of(new Temporary(window, stints, origin));
    }

    private Optional<ScheduleOverride> swap() {
        var halves = section.sections("swap");
        if (halves.size() != 2) {
            section.problem(
                    "swap",
                    "an exchange of shifts has two halves, not " + halves.size(),
                    "write swap: [ { responder: ana, from: …, to: … }, { responder: bo, from: …, to: … } ]");
            return Optional.empty();
        }
        var first = halves.getFirst();
        var second = halves.getLast();
        var one = person(first, "responder");
        var other = person(second, "responder");
        var given = window(first);
        var back = window(second);
        if (one.equals(other)) {
            second.problem(
                    "responder", "\"" + other + "\" cannot exchange shifts with themselves", "name somebody else");
            return Optional.empty();
        }
        return Optional.of(new Swap(one, given, other, back, origin));
    }

    private Window window(Section place) {
        var from = place.parsed("from", text -> WallClock.readStart(text, zone), STAND_IN.from());
        var to = place.parsed("to", text -> WallClock.readEnd(text, zone), STAND_IN.to());
        if (!place.has("from") || !place.has("to") || from.equals(STAND_IN.from()) || to.equals(STAND_IN.to())) {
            return STAND_IN;
        }
        if (!from.isBefore(to)) {
            place.problem("to", "the override ends no later than it begins", "write a later to");
            return STAND_IN;
        }
        if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            place.problem(
                    "to",
                    "the override counts for over " + LONGEST.toDays() + " days",
                    "end it sooner, or change the rotations");
            return STAND_IN;
        }
        return new Window(from, to);
    }

    private String person(Section place, String key) {
        var name = place.text(key);
        if (!name.isEmpty()) {
            known(place, key, name);
        }
        return name;
    }

    private void known(Section place, String key, String name) {
        if (!responders.contains(name)) {
            place.problem(key, "there is no responder \"" + name + "\"", "write one that stands under responders:");
        }
    }
}
