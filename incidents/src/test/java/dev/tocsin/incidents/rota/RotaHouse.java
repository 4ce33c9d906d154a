package dev.tocsin.incidents.rota;

import dev.tocsin.incidents.PagingHouse;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Outbox;
import dev.tocsin.incidents.oncall.Handoff;
import dev.tocsin.incidents.oncall.OnCallSchedule;
import dev.tocsin.incidents.oncall.OverrideSettings.Placed;
import dev.tocsin.incidents.oncall.Rotation;
import dev.tocsin.incidents.oncall.ScheduleOverride.Add;
import dev.tocsin.incidents.oncall.ScheduleOverride.Origin;
import dev.tocsin.incidents.oncall.ScheduleOverride.Replace;
import dev.tocsin.incidents.oncall.Turn;
import dev.tocsin.incidents.oncall.Window;
import dev.tocsin.incidents.paging.EscalationStep;
import dev.tocsin.incidents.paging.EscalationStep.Target;
import dev.tocsin.incidents.paging.PagingSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The paging house with a schedule `primary`, in which ana and bo take turns from Wednesday 14:05 in Berlin to
/// Wednesday; the clock begins an hour after a turn of ana's has.
final class RotaHouse implements AutoCloseable {
    static final Instant START = PagingHouse.START;

    final PagingHouse paging = new PagingHouse();
    final Rota rota = new Rota();
    final Overrides overrides;
    final Handoffs handoffs;
    PagingSettings settings = settings(schedule("ana", "bo"), "ana", "bo", "cyd");

    RotaHouse() {
        overrides = new Overrides(paging.database, paging.clock, () -> settings.ground());
        handoffs = new Handoffs(
                paging.database,
                paging.clock,
                new Outbox(),
                paging.contacts,
                () -> settings.ground(),
                () -> settings.responders());
        reload(settings);
    }

    /// As a start or a reload does.
    void reload(PagingSettings next) {
        settings = next;
        paging.reload(next);
        paging.database.run(handle -> {
            rota.settle(handle, next.ground(), paging.clock.instant());
            Handoffs.lookAt(handle, paging.clock.instant());
        });
    }

    static PagingSettings settings(OnCallSchedule schedule, String... people) {
        return PagingHouse.settings(
                List.of(people).stream()
                        .map(name -> PagingHouse.person(name, PagingHouse.now(Medium.SMS)))
                        .toList(),
                List.of(schedule),
                List.of(PagingHouse.policy(
                        "default",
                        1,
                        new EscalationStep(List.of(new Target.Schedule("primary")), Duration.ofMinutes(5)))));
    }

    static OnCallSchedule schedule(String... people) {
        return new OnCallSchedule(
                "primary",
                ZoneId.of("Europe/Berlin"),
                List.of(new Rotation(
                        Turn.parse("1 week"),
                        Handoff.parse("wed 14:05"),
                        LocalDate.parse("2026-03-04"),
                        List.of(people))),
                List.of(),
                Optional.of(Duration.ofHours(1)));
    }

    static Window hours(long from, long to) {
        return new Window(START.plus(Duration.ofHours(from)), START.plus(Duration.ofHours(to)));
    }

    static Placed replace(String away, String standIn, Window window) {
        return new Placed("primary", new Replace(window, Map.of(away, standIn), new Origin("ops", "dentist")));
    }

    static Placed add(String responder, Window window) {
        return new Placed("primary", new Add(window, responder, new Origin("ops", "")));
    }

    long make(Placed placed) {
        if (overrides.make(placed, Optional.empty()) instanceof Outcome.Made(var kept)) {
            return kept.id();
        }
        throw new AssertionError("it was not made");
    }

    /// Who is or was on call.
    List<String> onCall(Instant at) {
        return paging.database
                .transact(handle -> rota.at(handle, settings.ground(), "primary", at, paging.clock.instant()))
                .orElseThrow()
                .responders();
    }

    @Override
    public void close() {
        paging.close();
    }
}
