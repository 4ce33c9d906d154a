package dev.tocsin.incidents.rota;

import dev.tocsin.db.Database;
import dev.tocsin.db.Wakes;
import dev.tocsin.incidents.contact.Contacts;
import dev.tocsin.incidents.delivery.DeliveryId;
import dev.tocsin.incidents.delivery.Outbox;
import dev.tocsin.incidents.delivery.Priority;
import dev.tocsin.incidents.oncall.OnCallSchedule;
import dev.tocsin.incidents.oncall.Responder;
import dev.tocsin.incidents.oncall.Shift;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/// Tells people by mail that they come on call, some time before: until when, and whether we could reach them. Each
/// schedule has a row that says when it is looked at next.
public final class Handoffs {
    /// The wake, and the name of the work.
    public static final String WORK = "handoff";

    /// A schedule is looked at so often at least, in case nobody told us of a change.
    private static final Duration LOOK_AT_LEAST = Duration.ofHours(1);

    /// Who came on call while nothing ran here is told, but not of shifts long begun.
    private static final Duration LOOK_BACK = Duration.ofHours(12);

    /// Further than any shift that is told of in full; a longer one is told without its end.
    private static final Duration HORIZON = Duration.ofDays(40);

    private final Database database;
    private final InstantSource clock;
    private final Outbox outbox;
    private final Supplier<Rota.Ground> ground;
    private final Supplier<Map<String, Responder>> responders;
    private final Rota rota = new Rota();
    private final HandoffStore store = new HandoffStore();
    private final Reaches reaches;
    private final HandoffText text = new HandoffText();

    public Handoffs(
            Database database,
            InstantSource clock,
            Outbox outbox,
            Contacts contacts,
            Supplier<Rota.Ground> ground,
            Supplier<Map<String, Responder>> responders) {
        this.database = database;
        this.clock = clock;
        this.outbox = outbox;
        reaches = new Reaches(contacts);
        this.ground = ground;
        this.responders = responders;
    }

    /// Every schedule is looked at again: who is on call has changed. To be called in the transaction that changes it.
    static void lookSoon(Handle handle) {
        new HandoffStore().dueNow(handle);
        Wakes.signal(handle, WORK);
    }

    /// The same once other settings are in force, which is moments after they were written down.
    public static void lookAt(Handle handle, Instant at) {
        new HandoffStore().dueAt(handle, at);
    }

    /// Tells everybody whose shift begins soon. One transaction a schedule; the mails leave after it.
    public void tellDue() {
        var now = clock.instant();
        database.run(handle -> store.watch(handle, ground.get().schedules().keySet(), now));
        while (database.transact(handle ->
                store.claim(handle, now).map(watch -> tell(handle, watch, now)).orElse(false))) {
            // The next one that is due.
        }
    }

    private boolean tell(Handle handle, HandoffStore.Watch watch, Instant now) {
        var schedule =
                Optional.ofNullable(rota.inForce(handle, ground.get(), now).get(watch.schedule()));
        if (schedule.isEmpty()) {
            store.forget(handle, watch.schedule());
            return true;
        }
        var ahead = schedule.get().handoffMail();
        // A second more, for what was decided in the very instant of the last look; who was told is not told again.
        var last = watch.lookedAt().minusSeconds(1);
        var since = last.isBefore(now.minus(LOOK_BACK)) ? now.minus(LOOK_BACK) : last;
        ahead.map(now::plus)
                .ifPresent(horizon -> comings(schedule.get(), since, horizon)
                        .forEach(coming -> tell(handle, schedule.get(), coming, now)));
        var next = ahead.flatMap(notice -> next(schedule.get(), notice, now)).orElse(now.plus(LOOK_AT_LEAST));
        store.looked(handle, watch.schedule(), now, next);
        return true;
    }

    /// When the next one is to be told, before we look again anyway.
    private static Optional<Instant> next(OnCallSchedule schedule, Duration ahead, Instant now) {
        return comings(schedule, now.plus(ahead), now.plus(LOOK_AT_LEAST).plus(ahead)).stream()
                .map(coming -> coming.at().minus(ahead))
                .findFirst();
    }

    /// Somebody comes on call, who was not a moment before; `end` is empty when that is far away.
    record Coming(String responder, String because, Instant at, Optional<Instant> end) {}

    /// Who comes on call after `from`, `to` included. Pure.
    static List<Coming> comings(OnCallSchedule schedule, Instant from, Instant to) {
        var shifts = schedule.shifts(from, to.plus(HORIZON));
        var all = new ArrayList<Coming>();
        for (var i = 1; i < shifts.size() && !shifts.get(i).start().isAfter(to); i++) {
            var before = shifts.get(i - 1).duty().responders();
            for (var one : shifts.get(i).duty().onCall()) {
                if (!before.contains(one.responder())) {
                    all.add(new Coming(
                            one.responder(), one.because(), shifts.get(i).start(), end(shifts, i, one.responder())));
                }
            }
        }
        return List.copyOf(all);
    }

    /// When the responder goes off call, whatever changes around them until then.
    private static Optional<Instant> end(List<Shift> shifts, int first, String responder) {
        for (var i = first + 1; i < shifts.size(); i++) {
            if (!shifts.get(i).duty().responders().contains(responder)) {
                return Optional.of(shifts.get(i).start());
            }
        }
        return Optional.empty();
    }

    private void tell(Handle handle, OnCallSchedule schedule, Coming coming, Instant now) {
        var responder = Optional.ofNullable(responders.get().get(coming.responder()));
        var email = responder.flatMap(Responder::email);
        if (!store.begin(handle, schedule.name(), coming, now) || email.isEmpty()) {
            return;
        }
        var reach = reaches.of(handle, responder.orElseThrow(), now);
        var message = text.message(email.get(), responder.orElseThrow(), schedule, coming, reach);
        DeliveryId delivery = outbox.enqueue(handle, message, Priority.NOTICE, now, now);
        store.told(handle, schedule.name(), coming, delivery);
    }
}
