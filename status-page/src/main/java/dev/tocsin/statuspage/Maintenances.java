package dev.tocsin.statuspage;

import dev.tocsin.db.Database;
import dev.tocsin.db.Wakes;
import dev.tocsin.statuspage.Publication.Occasion;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;

/// Maintenance that customers read of: planned, moved, begun and ended by a person or by the clock.
public final class Maintenances {
    /// Finds a row while the clock has something to begin, to end, or to remind of.
    public static final String DUE = MaintenanceStore.DUE;

    private final Database database;
    private final Announcer announcer;
    private final InstantSource clock;
    private final MaintenanceStore store = new MaintenanceStore();
    private final AnnouncementStore announcements = new AnnouncementStore();
    private final Changes changes = new Changes();

    /// What became of what a person wanted.
    public sealed interface Result {

        record Done(Maintenance maintenance) implements Result {}

        record Unknown(PublicId id) implements Result {}

        /// It is too late for that, or too early; `why` is a sentence for the author.
        record OutOfTurn(String why) implements Result {}
    }

    public Maintenances(Database database, Announcer announcer, InstantSource clock) {
        this.database = database;
        this.announcer = announcer;
        this.clock = clock;
    }

    /// Announces it; where `when` is not now it stays a draft, or waits for its instant.
    public Result schedule(MaintenancePlan plan, When when, String by) {
        var now = clock.instant();
        return database.transact(handle -> {
            var id = schedule(handle, plan, when, by, now);
            return new Result.Done(store.find(handle, id).orElseThrow());
        });
    }

    PublicId schedule(Handle handle, MaintenancePlan plan, When when, String by, Instant now) {
        var id = announcer.open(handle, true, plan.title(), Phase.SCHEDULED, by, plan.from(), now);
        store.insert(handle, id, plan, Reminders.next(plan.from(), now));
        announcements.addComponents(handle, id, plan.components());
        var matter = announcements.lock(handle, id).orElseThrow();
        var words =
                new Words(Phase.SCHEDULED, plan.body(), Optional.empty(), plan.components(), Optional.empty(), false);
        var _ = announcer.say(handle, matter, words, when, by, now);
        return id;
    }

    /// Gives it other times; it stays where customers found it. One that is at work can only end at another time.
    public Result move(PublicId id, Instant from, Instant until, Optional<String> words, String by) {
        var now = clock.instant();
        return database.transact(handle -> withOpen(handle, id, before -> {
            if (before.isUnderWay() && !from.equals(before.from())) {
                return new Result.OutOfTurn("it has begun: only its end can be moved");
            }
            if (!until.isAfter(from) || !until.isAfter(now)) {
                return new Result.OutOfTurn("it would be over: write an end that is ahead, and after its beginning");
            }
            store.move(handle, id, from, until, before.isUnderWay() ? Optional.empty() : Reminders.next(from, now));
            changes.note(
                    handle,
                    id.value(),
                    now,
                    by,
                    "moved",
                    json -> json.put("from", from.toString())
                            .put("until", until.toString())
                            .put("was", before.from() + "/" + before.until()));
            var matter = announcements.lock(handle, id).orElseThrow();
            if (matter.phase().isPresent()) {
                var text = words.orElseGet(() -> MaintenanceText.moved(before.isUnderWay()));
                var said = announcer.say(
                        handle, matter, Words.of(before.phase(), text).inSilence(), new When.Now(), by, now);
                announcer.tell(handle, id, said.id(), Occasion.MOVED, now);
            }
            Wakes.signal(handle, StatusBoard.WORK);
            return done(handle, id);
        }));
    }

    /// Begins it, goes on to checking, ends it or calls it off.
    public Result turn(PublicId id, Phase to, Optional<String> words, String by) {
        var now = clock.instant();
        return database.transact(handle -> withOpen(
                handle, id, _ -> turn(handle, id, to, words.orElseGet(() -> MaintenanceText.turned(to)), by, now)));
    }

    /// Begins and ends what the clock begins and ends. To be called every second.
    public void turnDue() {
        var now = clock.instant();
        for (var id : database.transact(handle -> store.dueToTurn(handle, now))) {
            database.run(handle -> withOpen(handle, id, known -> {
                if (!known.byClock()) {
                    return new Result.Done(known);
                }
                var over = !now.isBefore(known.until());
                // What was held up beyond its end (a stopped server) has begun all the same.
                var to = known.isUnderWay() || over ? Phase.COMPLETED : Phase.IN_PROGRESS;
                return now.isBefore(known.from())
                        ? new Result.Done(known)
                        : turn(handle, id, to, MaintenanceText.turned(to), Announcer.HOUSE, now);
            }));
        }
    }

    /// Reminds subscribers of what is near.
    public void remindDue() {
        var now = clock.instant();
        for (var id : database.transact(handle -> store.dueToRemind(handle, now))) {
            database.run(handle -> withOpen(handle, id, known -> {
                store.remindNext(handle, id, Reminders.next(known.from(), now));
                if (known.phase() == Phase.SCHEDULED && known.from().isAfter(now)) {
                    known.updates().stream()
                            .findFirst()
                            .ifPresent(last -> announcer.tell(handle, id, last.id(), Occasion.REMINDER, now));
                }
                return new Result.Done(known);
            }));
        }
    }

    /// Has `told` know of maintenance that a person should have ended by now; each once, until its end is moved.
    public void overdue(BiConsumer<Handle, Maintenance> told) {
        var now = clock.instant();
        database.run(handle -> store.overdue(handle, now)
                .forEach(id -> store.find(handle, id).ifPresent(one -> told.accept(handle, one))));
    }

    public Optional<Maintenance> find(PublicId id) {
        return database.transact(handle -> store.find(handle, id));
    }

    /// The last to begin first, those before `before`.
    public List<Maintenance> page(boolean openOnly, Instant before, int limit) {
        return database.transact(handle -> store.page(handle, openOnly, before, limit));
    }

    private Result turn(Handle handle, PublicId id, Phase to, String text, String by, Instant now) {
        var matter = announcements.lock(handle, id).orElseThrow();
        var refusal = Turn.refusal(true, matter.phase(), to);
        if (refusal.isPresent()) {
            return new Result.OutOfTurn(refusal.get());
        }
        var _ = announcer.say(
                handle,
                matter,
                new Words(to, text, Optional.empty(), Set.of(), Optional.empty(), false),
                new When.Now(),
                by,
                now);
        return done(handle, id);
    }

    private Result done(Handle handle, PublicId id) {
        return new Result.Done(store.find(handle, id).orElseThrow());
    }

    @FunctionalInterface
    private interface Deed {
        Result on(Maintenance maintenance);
    }

    private Result withOpen(Handle handle, PublicId id, Deed deed) {
        if (announcements.lock(handle, id).isEmpty()) {
            return new Result.Unknown(id);
        }
        return store.find(handle, id)
                .map(known -> known.isOpen() ? deed.on(known) : new Result.OutOfTurn("it is over"))
                .orElseGet(() -> new Result.Unknown(id));
    }
}
