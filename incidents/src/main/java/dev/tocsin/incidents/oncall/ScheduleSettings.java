package dev.tocsin.incidents.oncall;

import dev.tocsin.config.Durations;
import dev.tocsin.config.Section;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads `schedules:`, and the `overrides:` of the file with them.
public final class ScheduleSettings {
    /// How the file is called where the author of an override is named.
    public static final String AUTHOR = "the settings";

    private static final Duration LONGEST_NOTICE = Duration.ofDays(7);
    private static final LocalDate EARLIEST = LocalDate.EPOCH;
    private static final LocalDate LATEST = LocalDate.of(9000, 1, 1);

    private ScheduleSettings() {}

    /// Every schedule by its name. Faults are noted in `root`.
    public static Map<String, OnCallSchedule> read(Section root, Set<String> responders) {
        var schedules = new LinkedHashMap<String, OnCallSchedule>();
        for (var section : root.sections("schedules")) {
            var name = section.text("name");
            if (schedules.put(name, schedule(section, name, responders)) != null) {
                section.problem("name", "\"" + name + "\" stands twice in schedules", "give each its own name");
            }
        }
        var overrides = new LinkedHashMap<String, List<ScheduleOverride>>();
        OverrideSettings.read(root, schedules, responders, AUTHOR)
                .forEach(placed -> overrides
                        .computeIfAbsent(placed.schedule(), _ -> new ArrayList<>())
                        .add(placed.override()));
        schedules.replaceAll((name, schedule) -> schedule.with(overrides.getOrDefault(name, List.of())));
        return schedules;
    }

    /// Notes in `root` what the next 90 days of `schedules` look like: a hole is a problem, somebody alone for long a
    /// warning.
    public static void review(Section root, Map<String, OnCallSchedule> schedules, Instant now) {
        for (var section : root.sections("schedules")) {
            var schedule = schedules.get(section.text("name"));
            if (schedule != null) {
                var coverage = Coverage.of(schedule, now, _ -> true);
                coverage.hole().ifPresent(hole -> section.problem("rotations", hole.text(), hole.cure()));
                coverage.alone().ifPresent(alone -> section.warning("rotations", alone.text(), alone.cure()));
            }
        }
    }

    private static OnCallSchedule schedule(Section section, String name, Set<String> responders) {
        var rotations = new ArrayList<Rotation>();
        for (var rotation : section.sections("rotations")) {
            rotation(rotation, responders).ifPresent(rotations::add);
        }
        return new OnCallSchedule(
                name,
                section.zone("timezone"),
                rotations,
                List.of(),
                section.parsed("handoffMail", ScheduleSettings::handoffMail, Optional.empty()));
    }

    private static Optional<Rotation> rotation(Section section, Set<String> responders) {
        var people = section.texts("responders");
        people.stream()
                .filter(name -> !responders.contains(name))
                .forEach(name -> section.problem(
                        "responders",
                        "there is no responder \"" + name + "\"",
                        "write one that stands under responders:"));
        if (people.isEmpty()) {
            section.problem("responders", "the rotation names nobody", "add responders: [NAME]");
        }
        var every = section.parsed("every", Turn::parse, Turn.parse("1 week"));
        var handoff = section.parsed("handoff", Handoff::parse, Handoff.parse("mon 09:00"));
        var start = section.parsed("start", ScheduleSettings::date, EARLIEST);
        var hours = section.parsedList("only", WeeklyHours::parse).stream()
                .flatMap(part -> part.hours().stream())
                .toList();
        return people.isEmpty()
                ? Optional.empty()
                : Optional.of(new Rotation(
                        every,
                        handoff,
                        start,
                        people,
                        hours.isEmpty() ? Optional.empty() : Optional.of(new WeeklyHours(hours))));
    }

    private static Optional<Duration> handoffMail(String text) {
        return text.strip().equals("never")
                ? Optional.empty()
                : Optional.of(Durations.parse(text, Duration.ZERO, LONGEST_NOTICE));
    }

    private static LocalDate date(String text) {
        try {
            var date = LocalDate.parse(text);
            if (!date.isBefore(EARLIEST) && date.isBefore(LATEST)) {
                return date;
            }
        } catch (DateTimeException _) {
            // Told below.
        }
        throw new IllegalArgumentException("\"" + text + "\" is no date, write one like 2026-01-05");
    }
}
