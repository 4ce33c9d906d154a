package dev.tocsin.incidents.oncall;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The hours of the week in which a rotation answers: `mon-fri 08:00-18:00`. Hours that end no later than they begin
/// reach into the next day.
public record WeeklyHours(List<Hours> hours) {
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final int DAY = 24 * 60;
    private static final Pattern FORM = Pattern.compile(
            "(?:([a-z]{3})(?:\\s*-\\s*([a-z]{3}))?\\s+)?(\\d{1,2}):(\\d{2})\\s*-\\s*(\\d{1,2}):(\\d{2})");

    private static final int LOOK_AHEAD = 16;

    /// On `days` from minute `from` of the day to minute `to`, which may be 24:00.
    public record Hours(Set<DayOfWeek> days, int from, int to) {

        public Hours {
            days = Set.copyOf(days);
        }

        private Instant start(LocalDate day, ZoneId zone) {
            return WallClock.start(day.atTime(LocalTime.ofSecondOfDay(from * 60L)), zone);
        }

        private Instant end(LocalDate day, ZoneId zone) {
            var last = to > from ? day.plusDays(to / DAY) : day.plusDays(1);
            return WallClock.end(last.atTime(LocalTime.ofSecondOfDay(to % DAY * 60L)), zone);
        }
    }

    /// Whether the hours hold at an instant, and until when that stays so.
    record Spell(boolean inside, Instant until) {}

    public WeeklyHours {
        hours = hours.stream().sorted(Comparator.comparingInt(Hours::from)).toList();
        if (hours.isEmpty()) {
            throw new IllegalArgumentException("a rotation that never answers, name hours like mon-fri 08:00-18:00");
        }
    }

    /// Reads `mon-fri 08:00-18:00`, `sat 22:00-06:00`, `08:00-18:00`, and several of them with commas between.
    /// @throws IllegalArgumentException naming the value and the cure
    public static WeeklyHours parse(String text) {
        var hours = new ArrayList<Hours>();
        for (var part : text.split(",", -1)) {
            hours.add(hours(part.strip().toLowerCase(Locale.ROOT), part));
        }
        return new WeeklyHours(hours);
    }

    private static Hours hours(String part, String written) {
        var matcher = FORM.matcher(part);
        if (matcher.matches()) {
            var days = days(matcher.group(1), matcher.group(2));
            var from = minute(matcher.group(3), matcher.group(4));
            var to = minute(matcher.group(5), matcher.group(6));
            if (!days.isEmpty() && from >= 0 && from < DAY && to >= 0 && from != to) {
                return new Hours(days, from, to);
            }
        }
        throw new IllegalArgumentException(
                "\"" + written.strip()
                        + "\" is no part of a week, write mon-fri 08:00-18:00, sat 22:00-06:00, or 00:00-24:00 for a whole day");
    }

    private static int minute(String hour, String minute) {
        var minutes = Integer.parseInt(hour) * 60 + Integer.parseInt(minute);
        return Integer.parseInt(minute) < 60 && minutes <= DAY ? minutes : -1;
    }

    @SuppressWarnings("NullAway") // A group that did not take part is null.
    private static Set<DayOfWeek> days(String first, String last) {
        if (first == null) {
            return EnumSet.allOf(DayOfWeek.class);
        }
        var from = DAYS.indexOf(first);
        var to = last == null ? from : DAYS.indexOf(last);
        var days = EnumSet.noneOf(DayOfWeek.class);
        if (from >= 0 && to >= 0) {
            for (var day = from; ; day = (day + 1) % 7) {
                days.add(DayOfWeek.of(day + 1));
                if (day == to) {
                    break;
                }
            }
        }
        return days;
    }

    /// Whether no minute of the week is left out.
    boolean always() {
        var week = new BitSet();
        for (var one : hours) {
            for (var day : one.days()) {
                var begin = (day.getValue() - 1) * DAY + one.from();
                var length = one.to() > one.from() ? one.to() - one.from() : one.to() + DAY - one.from();
                for (var minute = begin; minute < begin + length; minute++) {
                    week.set(minute % (7 * DAY));
                }
            }
        }
        return week.cardinality() == 7 * DAY;
    }

    /// Whether they hold at `at`. Hours that touch are one spell. A spell that is not over after two weeks is told to
    /// end there, and goes on in the next.
    Spell at(Instant at, ZoneId zone) {
        var today = LocalDate.ofInstant(at, zone);
        var reach = at;
        for (var day = today.minusDays(2); day.isBefore(today.plusDays(LOOK_AHEAD)); day = day.plusDays(1)) {
            for (var one : hours) {
                if (one.days().contains(day.getDayOfWeek())) {
                    var start = one.start(day, zone);
                    if (start.isAfter(reach)) {
                        return reach.isAfter(at) ? new Spell(true, reach) : new Spell(false, start);
                    }
                    var end = one.end(day, zone);
                    reach = end.isAfter(reach) ? end : reach;
                }
            }
        }
        return reach.isAfter(at)
                ? new Spell(true, reach)
                : new Spell(false, WallClock.start(today.plusDays(LOOK_AHEAD).atStartOfDay(), zone));
    }

    /// As it is written in the settings.
    @Override
    public String toString() {
        return hours.stream().map(WeeklyHours::written).collect(Collectors.joining(", "));
    }

    private static String written(Hours one) {
        var times = "%02d:%02d-%02d:%02d".formatted(one.from() / 60, one.from() % 60, one.to() / 60, one.to() % 60);
        if (one.days().size() == DAYS.size()) {
            return times;
        }
        return one.days().stream()
                .sorted()
                .filter(day -> !one.days().contains(day.minus(1)))
                .map(first -> {
                    var last = first;
                    while (one.days().contains(last.plus(1))) {
                        last = last.plus(1);
                    }
                    return (first == last ? word(first) : word(first) + "-" + word(last)) + " " + times;
                })
                .collect(Collectors.joining(", "));
    }

    private static String word(DayOfWeek day) {
        return DAYS.get(day.getValue() - 1);
    }
}
