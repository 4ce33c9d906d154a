package dev.tocsin.incidents.oncall;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The next 90 days of a schedule, simulated: when nobody is on call, who is so alone for over 7 days, and whom nobody
/// has verified. Pure.
///
/// @param stretches when one responder alone is on call for over 7 days of the calendar
/// @param unverified who comes on call within the window and has no verified contact
public record Coverage(
        OnCallSchedule schedule, Window window, List<Hole> holes, List<Stretch> stretches, List<String> unverified) {
    private static final Duration AHEAD = Duration.ofDays(90);
    private static final int LONGEST_ALONE = 7;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm", Locale.ENGLISH);

    /// Nobody is on call, and why.
    public record Hole(Window window, String because) {}

    /// One responder is on call, and nobody beside them.
    public record Stretch(String responder, Window window) {}

    /// Something to be mended: what, and how.
    public record Finding(String text, String cure) {

        @Override
        public String toString() {
            return text + ", " + cure;
        }
    }

    /// What `schedule` comes to from `from` on.
    public static Coverage of(OnCallSchedule schedule, Instant from, Predicate<String> verified) {
        var window = new Window(from, from.plus(AHEAD));
        var holes = new ArrayList<Hole>();
        var runs = new ArrayList<Stretch>();
        var unverified = new TreeSet<String>();
        for (var shift : schedule.shifts(window.from(), window.to())) {
            var time = new Window(shift.start(), shift.end());
            switch (shift.duty()) {
                case Duty.Nobody nobody -> grow(holes, new Hole(time, nobody.because()));
                case Duty.Someone someone -> {
                    someone.responders().stream().filter(verified.negate()).forEach(unverified::add);
                    if (someone.onCall().size() == 1) {
                        growRun(runs, new Stretch(someone.responders().getFirst(), time));
                    }
                }
            }
        }
        return new Coverage(
                schedule,
                window,
                List.copyOf(holes),
                runs.stream()
                        .filter(run -> isLong(run.window(), schedule.zone()))
                        .toList(),
                List.copyOf(unverified));
    }

    /// Of neighbours with two reasons the first one's stands.
    private static void grow(List<Hole> holes, Hole next) {
        if (!holes.isEmpty()
                && holes.getLast().window().to().equals(next.window().from())) {
            var last = holes.removeLast();
            holes.add(new Hole(new Window(last.window().from(), next.window().to()), last.because()));
        } else {
            holes.add(next);
        }
    }

    private static void growRun(List<Stretch> runs, Stretch next) {
        if (!runs.isEmpty()
                && runs.getLast().responder().equals(next.responder())
                && runs.getLast().window().to().equals(next.window().from())) {
            var last = runs.removeLast();
            runs.add(new Stretch(
                    last.responder(),
                    new Window(last.window().from(), next.window().to())));
        } else {
            runs.add(next);
        }
    }

    /// By the calendar: a week in which the clocks change is no longer than a week.
    private static boolean isLong(Window window, ZoneId zone) {
        return window.from().atZone(zone).plusDays(LONGEST_ALONE).toInstant().isBefore(window.to());
    }

    /// Whether there is nothing to mend.
    public boolean sound() {
        return holes.isEmpty() && stretches.isEmpty() && unverified.isEmpty();
    }

    /// Everything to be mended, the worst first.
    public List<Finding> findings() {
        return Stream.of(hole(), unverifiedPeople(), alone())
                .flatMap(Optional::stream)
                .toList();
    }

    /// When nobody is on call: the first time, and how often.
    public Optional<Finding> hole() {
        return holes.stream()
                .findFirst()
                .map(first -> new Finding(
                        "nobody is on call in %s %s%s".formatted(schedule.name(), words(first.window()), times(holes)),
                        "add a rotation that answers then, beneath the others, or an override"));
    }

    /// Who is on call alone for long: the first time of each.
    public Optional<Finding> alone() {
        var firsts = new LinkedHashMap<String, Window>();
        stretches.forEach(stretch -> firsts.putIfAbsent(stretch.responder(), stretch.window()));
        return firsts.entrySet().stream()
                .map(first -> "%s is on call in %s alone for over %d days, %s"
                        .formatted(first.getKey(), schedule.name(), LONGEST_ALONE, words(first.getValue())))
                .reduce((one, other) -> one + "; " + other)
                .map(text -> new Finding(text, "let more people take turns"));
    }

    /// Who comes on call unverified.
    public Optional<Finding> unverifiedPeople() {
        return unverified.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(
                        "%s will be on call in %s without a verified contact"
                                .formatted(String.join(", ", unverified), schedule.name()),
                        "try their contacts and write verified: true"));
    }

    private String words(Window time) {
        var zone = schedule.zone();
        var to = time.to().equals(window.to())
                ? ""
                : " to " + TIME.format(time.to().atZone(zone));
        return "from %s%s %s".formatted(TIME.format(time.from().atZone(zone)), to, zone.getId());
    }

    private static String times(List<Hole> holes) {
        return holes.size() == 1 ? "" : " and %d times more within %d days".formatted(holes.size() - 1, AHEAD.toDays());
    }

    /// How long each responder is on call within the window.
    public Map<String, Duration> load() {
        var load = new LinkedHashMap<String, Duration>();
        for (var shift : schedule.shifts(window.from(), window.to())) {
            for (var name : shift.duty().responders()) {
                load.merge(name, Duration.between(shift.start(), shift.end()), Duration::plus);
            }
        }
        return load;
    }
}
