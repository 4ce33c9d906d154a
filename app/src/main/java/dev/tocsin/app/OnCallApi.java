package dev.tocsin.app;

import dev.tocsin.app.oncall.CalendarFeedResource;
import dev.tocsin.app.oncall.CalendarResource;
import dev.tocsin.app.oncall.OverrideForm;
import dev.tocsin.app.oncall.OverrideResource;
import dev.tocsin.app.oncall.ResponderResource;
import dev.tocsin.app.oncall.ScheduleResource;
import dev.tocsin.db.Database;
import dev.tocsin.db.Wakes;
import dev.tocsin.incidents.contact.Contacts;
import dev.tocsin.incidents.contact.Verifications;
import dev.tocsin.incidents.delivery.Outbox;
import dev.tocsin.incidents.oncall.Coverage;
import dev.tocsin.incidents.oncall.Responder;
import dev.tocsin.incidents.rota.Calendars;
import dev.tocsin.incidents.rota.Handoffs;
import dev.tocsin.incidents.rota.Overrides;
import dev.tocsin.incidents.rota.Rota;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The part of the wiring that is about who is on call: what is kept of it, who is told, who answers.
record OnCallApi(Database database, InstantSource clock, Handoffs handoffs, List<Object> resources) {
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Logger log = LoggerFactory.getLogger(OnCallApi.class);

    static OnCallApi wire(
            Database database, InstantSource clock, LiveSettings live, Outbox outbox, Contacts contacts, URI url) {
        Supplier<Map<String, Responder>> responders = () -> live.get().paging().responders();
        Supplier<Rota.Ground> ground = () -> live.get().paging().ground();
        var overrides = new Overrides(database, clock, ground);
        var calendars = new Calendars(database, clock, ground);
        var handoffs = new Handoffs(database, clock, outbox, contacts, ground, responders);
        var form = new OverrideForm(() -> live.get().overrideForm(), ground);
        return new OnCallApi(
                database,
                clock,
                handoffs,
                List.of(
                        new ResponderResource(
                                database, responders, contacts, new Verifications(database, clock, outbox)),
                        new ScheduleResource(database, ground, clock),
                        new OverrideResource(database, overrides, ground, form, clock),
                        new CalendarResource(calendars, ground, url),
                        new CalendarFeedResource(calendars)));
    }

    /// Has people told that they come on call, when it is signalled and every few seconds in case a signal was lost.
    void begin(Wakes wakes, Ticking ticking) {
        wakes.on(Handoffs.WORK, handoffs::tellDue);
        ticking.every(LOOK, "hand-offs", () -> wakes.wake(Handoffs.WORK));
    }

    /// Keeps what the settings say of schedules, has hand-offs looked for anew, and logs what is to be mended.
    void settle(Settings next) {
        var now = clock.instant();
        var ground = next.paging().ground();
        var rota = new Rota();
        var inForce = database.transact(handle -> {
            rota.settle(handle, ground, now);
            Handoffs.lookAt(handle, now.plus(LOOK));
            return rota.inForce(handle, ground, now);
        });
        new TreeMap<>(inForce)
                .values()
                .forEach(schedule -> Coverage.of(schedule, now, ground.responders()::contains)
                        .findings()
                        .forEach(finding -> log.warn("schedule {}: {}", schedule.name(), finding)));
    }
}
