package dev.tocsin.incidents.rota;

import dev.tocsin.db.Database;
import dev.tocsin.db.Wakes;
import dev.tocsin.incidents.oncall.OverrideSettings.Placed;
import dev.tocsin.incidents.oncall.ScheduleOverride;
import dev.tocsin.incidents.oncall.ScheduleOverride.Swap;
import dev.tocsin.incidents.oncall.ScheduleOverride.Temporary;
import dev.tocsin.incidents.oncall.Window;
import dev.tocsin.monitor.inventory.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/// Overrides, temporary schedules and exchanges over the API. They count with the commit: paging reads them in its own
/// transaction, and is woken.
public final class Overrides {
    /// So many of a schedule may count or come; each costs every question to the schedule a little.
    public static final int MOST = 500;

    private final Database database;
    private final InstantSource clock;
    private final Supplier<Rota.Ground> ground;
    private final Rota rota = new Rota();
    private final OverrideStore store = new OverrideStore();

    public Overrides(Database database, InstantSource clock, Supplier<Rota.Ground> ground) {
        this.database = database;
        this.clock = clock;
        this.ground = ground;
    }

    /// Makes `placed` count, whose schedule and people the settings know.
    public Outcome make(Placed placed, Optional<Request> request) {
        var now = clock.instant();
        return database.transact(handle -> {
            var before = request.flatMap(known -> answered(handle, known));
            if (before.isPresent()) {
                return before.get();
            }
            var whole = whole(placed.override());
            var refusal = refusal(handle, placed, whole, now);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            var fingerprint = fingerprint(placed);
            var id = store.insert(handle, placed, whole, fingerprint, request, now);
            if (id.isEmpty()) {
                // Somebody else was faster: with the same words, or with the same request.
                return store.same(handle, fingerprint)
                        .<Outcome>map(Outcome.Same::new)
                        .or(() -> request.flatMap(known -> answered(handle, known)))
                        .orElseGet(Outcome.KeyTaken::new);
            }
            changed(handle);
            return new Outcome.Made(store.find(handle, id.get()).orElseThrow());
        });
    }

    /// How `request` was answered when it came before.
    public Optional<Outcome> answered(Request request) {
        return database.transact(handle -> answered(handle, request));
    }

    private Optional<Outcome> answered(Handle handle, Request request) {
        return store.answered(handle, request)
                .map(before -> before.fingerprint().equals(request.fingerprint())
                        ? new Outcome.Made(store.find(handle, before.id()).orElseThrow())
                        : new Outcome.KeyTaken());
    }

    private Optional<Outcome> refusal(Handle handle, Placed placed, Window whole, Instant now) {
        if (placed.override().windows().stream().anyMatch(window -> !window.to().isAfter(now))) {
            return Optional.of(new Outcome.Over());
        }
        if (store.countOpen(handle, placed.schedule(), now) >= MOST) {
            return Optional.of(new Outcome.TooMany(MOST));
        }
        return switch (placed.override()) {
            case Temporary _ ->
                store.same(handle, fingerprint(placed))
                        .<Outcome>map(Outcome.Same::new)
                        .or(() -> store.temporaryIn(handle, placed.schedule(), whole)
                                .map(Outcome.Occupied::new));
            case Swap swap ->
                notTheirs(handle, placed.schedule(), swap.one(), swap.first(), now)
                        .or(() -> notTheirs(handle, placed.schedule(), swap.other(), swap.second(), now));
            case ScheduleOverride.Add _, ScheduleOverride.Remove _, ScheduleOverride.Replace _ -> Optional.empty();
        };
    }

    /// Nobody can give away a shift that they do not have.
    private Optional<Outcome> notTheirs(Handle handle, String schedule, String responder, Window window, Instant now) {
        var from = window.from().isAfter(now) ? window.from() : now;
        var known = rota.inForce(handle, ground.get(), now).get(schedule);
        var theirs = known != null
                && known.shifts(from, window.to()).stream()
                        .allMatch(shift -> shift.duty().responders().contains(responder));
        return theirs ? Optional.empty() : Optional.of(new Outcome.NotTheirs(responder, window));
    }

    /// Takes it back: it counts no more from now on. What was, was.
    public TakenBack takeBack(long id, String by) {
        var now = clock.instant();
        return database.transact(handle -> {
            var found = store.find(handle, id);
            if (found.isEmpty()) {
                return new TakenBack.NoSuchOverride();
            }
            var kept = found.get();
            if (kept.ending().isPresent() || !kept.whole().to().isAfter(now)) {
                return new TakenBack.Already(kept);
            }
            if (kept.override() instanceof Swap && !kept.whole().from().isAfter(now)) {
                return new TakenBack.Begun();
            }
            if (!store.end(handle, id, by, now)) {
                return new TakenBack.Already(store.find(handle, id).orElseThrow());
            }
            changed(handle);
            return new TakenBack.Done();
        });
    }

    public Optional<KeptOverride> find(Handle handle, long id) {
        return store.find(handle, id);
    }

    /// Newest first, those before `before`: of one schedule or of all, those that count or will, or all.
    public List<KeptOverride> page(Handle handle, Optional<String> schedule, boolean openOnly, long before, int limit) {
        return store.page(handle, new OverrideStore.Filter(schedule, openOnly, before, limit), clock.instant());
    }

    private static void changed(Handle handle) {
        Wakes.signal(handle, "page");
        Handoffs.lookSoon(handle);
    }

    private static Window whole(ScheduleOverride override) {
        var windows = override.windows();
        return new Window(
                windows.stream()
                        .map(Window::from)
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                windows.stream().map(Window::to).max(Comparator.naturalOrder()).orElseThrow());
    }

    /// Two that differ in author or reason alone say the same.
    private static String fingerprint(Placed placed) {
        try {
            var words = placed.schedule() + "\n" + OverrideJson.write(placed.override());
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(words.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
