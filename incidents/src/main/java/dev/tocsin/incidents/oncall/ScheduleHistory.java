package dev.tocsin.incidents.oncall;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A schedule through its versions, so that a past instant is answered as it was then. Pure.
///
/// @param versions each in force until the next; the first one answers for all time before it
public record ScheduleHistory(List<Version> versions) {

    /// What the schedule was from an instant on.
    public record Version(Instant from, OnCallSchedule schedule) {}

    public ScheduleHistory {
        versions = versions.stream().sorted(Comparator.comparing(Version::from)).toList();
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("a history of nothing, give it one version at least");
        }
    }

    /// Who is or was on call at `at`.
    public Duty at(Instant at) {
        return versions.get(index(at)).schedule().at(at);
    }

    /// The shifts from `from` to `to`, without gap and overlap.
    public List<Shift> shifts(Instant from, Instant to) {
        var all = new ArrayList<Shift>();
        var start = from;
        while (start.isBefore(to)) {
            var index = index(start);
            var next = index + 1 < versions.size() ? versions.get(index + 1).from() : to;
            var end = next.isBefore(to) ? next : to;
            versions.get(index).schedule().shifts(start, end).forEach(shift -> append(all, shift));
            start = end;
        }
        return List.copyOf(all);
    }

    /// A new version that says the same of a shift does not cut it.
    private static void append(List<Shift> all, Shift shift) {
        if (!all.isEmpty() && all.getLast().duty().equals(shift.duty())) {
            var last = all.removeLast();
            all.add(new Shift(last.start(), shift.end(), last.duty()));
        } else {
            all.add(shift);
        }
    }

    private int index(Instant at) {
        var index = 0;
        while (index + 1 < versions.size() && !versions.get(index + 1).from().isAfter(at)) {
            index++;
        }
        return index;
    }
}
