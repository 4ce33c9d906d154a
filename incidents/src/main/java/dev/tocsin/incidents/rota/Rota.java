package dev.tocsin.incidents.rota;

import dev.tocsin.incidents.oncall.Duty;
import dev.tocsin.incidents.oncall.OnCallSchedule;
import dev.tocsin.incidents.oncall.ScheduleHistory;
import dev.tocsin.incidents.oncall.ScheduleOverride;
import dev.tocsin.incidents.oncall.Shift;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Schedules as they are, were and will be: what the settings say, with what was decided over the API.
public final class Rota {
    private final OverrideStore overrides = new OverrideStore();
    private final VersionStore versions = new VersionStore();

    /// What the settings say: the schedules, and who is known. An override that names somebody else does not count, as
    /// a whole: a stand-in who is gone would be a hole, and half an exchange is none.
    public record Ground(Map<String, OnCallSchedule> schedules, Set<String> responders) {

        public Ground {
            schedules = Map.copyOf(schedules);
            responders = Set.copyOf(responders);
        }
    }

    /// The schedules of the settings with everything that counts at `at` or later. One query; no network.
    public Map<String, OnCallSchedule> inForce(Handle handle, Ground ground, Instant at) {
        var more = new HashMap<String, List<ScheduleOverride>>();
        for (var kept : overrides.openAfter(handle, at)) {
            counted(kept, ground.responders())
                    .ifPresent(override -> more.computeIfAbsent(kept.schedule(), _ -> new ArrayList<>())
                            .add(override));
        }
        if (more.isEmpty()) {
            return ground.schedules();
        }
        var all = new HashMap<>(ground.schedules());
        all.replaceAll((name, schedule) -> schedule.with(more.getOrDefault(name, List.of())));
        return Map.copyOf(all);
    }

    /// Who is or was on call at `at`; empty when there never was such a schedule.
    public Optional<Duty> at(Handle handle, Ground ground, String schedule, Instant at, Instant now) {
        return history(handle, ground, schedule, at, at, now).map(history -> history.at(at));
    }

    /// The shifts from `from` to `to`; empty when there never was such a schedule.
    public Optional<List<Shift>> shifts(
            Handle handle, Ground ground, String schedule, Instant from, Instant to, Instant now) {
        return history(handle, ground, schedule, from, to, now).map(history -> history.shifts(from, to));
    }

    /// What was in force is told by the versions, what is and will be by the settings.
    private Optional<ScheduleHistory> history(
            Handle handle, Ground ground, String schedule, Instant from, Instant to, Instant now) {
        var live = Optional.ofNullable(ground.schedules().get(schedule));
        var parts = new ArrayList<ScheduleHistory.Version>();
        var kept = overrides.countedAfter(handle, schedule, from);
        if (from.isBefore(now)) {
            for (var version : versions.between(handle, schedule, from, to)) {
                parts.add(new ScheduleHistory.Version(
                        version.at(), amended(version.schedule(), kept, version.responders())));
            }
        }
        if (parts.isEmpty() && live.isEmpty() && !versions.isKnown(handle, schedule)) {
            return Optional.empty();
        }
        var current = live.orElseGet(() -> new OnCallSchedule(schedule, ZoneOffset.UTC, List.of()));
        parts.add(new ScheduleHistory.Version(now, amended(current, kept, ground.responders())));
        return Optional.of(new ScheduleHistory(parts));
    }

    private static OnCallSchedule amended(OnCallSchedule schedule, List<KeptOverride> kept, Set<String> responders) {
        return schedule.with(
                kept.stream().flatMap(one -> counted(one, responders).stream()).toList());
    }

    private static Optional<ScheduleOverride> counted(KeptOverride kept, Set<String> responders) {
        return responders.containsAll(kept.override().named()) ? kept.counted() : Optional.empty();
    }

    /// Keeps what the settings say now, where it is something new. To be called when they take effect.
    public void settle(Handle handle, Ground ground, Instant now) {
        versions.lock(handle);
        ground.schedules()
                .forEach((name, schedule) ->
                        versions.insert(handle, name, ScheduleJson.write(schedule, ground.responders()), now));
        versions.retireOthers(handle, ground.schedules().keySet(), now);
    }
}
