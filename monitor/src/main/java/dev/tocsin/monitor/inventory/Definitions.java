package dev.tocsin.monitor.inventory;

import dev.tocsin.config.Secret;
import dev.tocsin.db.Database;
import dev.tocsin.monitor.MonitorId;
import dev.tocsin.monitor.Monitors;
import dev.tocsin.monitor.Owner;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;

/// Makes and changes monitors over the API. What is answered is committed; every node is told with the commit.
public final class Definitions {
    /// So many the API may make; the settings file may hold any number.
    public static final int MOST = 5_000;

    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final Database database;
    private final InstantSource clock;
    private final Monitors monitors;
    private final int most;
    private final ItemStore items = new ItemStore();
    private final ChangeStore changes = new ChangeStore();
    private final DefinitionStore store = new DefinitionStore();
    private final RequestStore requests = new RequestStore();

    /// What a definition is known by; a monitor that is paused keeps its definition.
    public record Version(long number, boolean paused) {}

    public Definitions(Database database, InstantSource clock, Monitors monitors) {
        this(database, clock, monitors, MOST);
    }

    Definitions(Database database, InstantSource clock, Monitors monitors, int most) {
        this.database = database;
        this.clock = clock;
        this.monitors = monitors;
        this.most = most;
    }

    /// How `request` was answered, when it came before within a day.
    public Optional<Outcome> answered(Request request) {
        var notBefore = clock.instant().minus(REMEMBERED);
        return database.transact(handle -> requests.answered(handle, request, notBefore));
    }

    /// Begins to watch what `draft` says. `answer` writes the answer, which is kept for when `request` comes again.
    public Outcome create(Draft draft, String by, Optional<Request> request, BiFunction<Handle, Item, String> answer) {
        var now = clock.instant();
        return database.transact(handle -> {
            store.lockCreation(handle);
            requests.forget(handle, now.minus(REMEMBERED));
            var before = request.flatMap(known -> requests.answered(handle, known, now.minus(REMEMBERED)));
            if (before.isPresent()) {
                return before.get();
            }
            var name = draft.monitor().name();
            var owner = store.ownerOf(handle, name);
            if (owner.isPresent()) {
                return new Outcome.NameTaken(name, owner.get());
            }
            if (store.count(handle) >= most) {
                return new Outcome.TooMany(most);
            }
            var id = monitors.watch(handle, draft.monitor(), now);
            if (id.isEmpty()) {
                return new Outcome.NameTaken(name, Owner.FILE);
            }
            var version = write(handle, id.get(), draft, by, Change.Kind.CREATED, Optional.empty(), now);
            var created = new Outcome.Created(
                    id.get().value(),
                    version,
                    answer.apply(handle, items.find(handle, id.get()).orElseThrow()));
            request.ifPresent(known -> requests.remember(handle, known, created, now));
            return created;
        });
    }

    /// Gives the monitor `known` the definition of `draft`, unless somebody else has changed it since `known` was read.
    /// `shown` is what may be shown of the definition so far.
    public Outcome rewrite(Item known, Draft draft, String by, Change.Kind kind, String shown) {
        var now = clock.instant();
        return database.transact(handle -> {
            var refusal = refusal(handle, known);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            // The row is locked and of the API, so this cannot fail.
            var id = monitors.watch(handle, draft.monitor(), now).orElseThrow();
            write(handle, id, draft, by, kind, Optional.of(shown), now);
            return done(handle, id);
        });
    }

    /// Nobody looks at it until it is resumed.
    public Outcome pause(Item known, String by) {
        return turn(known, by, Change.Kind.PAUSED);
    }

    public Outcome resume(Item known, String by) {
        return turn(known, by, Change.Kind.RESUMED);
    }

    private Outcome turn(Item known, String by, Change.Kind kind) {
        var now = clock.instant();
        return database.transact(handle -> {
            var locked = store.lock(handle, known.id());
            if (locked.isEmpty()) {
                return new Outcome.NoSuchMonitor();
            }
            if (locked.get().version().isEmpty()) {
                return new Outcome.OfTheFile(locked.get().name());
            }
            var turned = kind == Change.Kind.PAUSED
                    ? monitors.pause(handle, known.id(), by, now)
                    : monitors.resume(handle, known.id(), by, now);
            if (turned) {
                note(handle, known.id(), by, kind, Optional.empty(), Optional.empty(), now);
            }
            return done(handle, known.id());
        });
    }

    /// Stops watching it for good, unless somebody else has changed it since `known` was read. Its history stays, its
    /// secrets do not.
    public Outcome delete(Item known, String by, String shown) {
        var now = clock.instant();
        return database.transact(handle -> {
            var refusal = refusal(handle, known);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            monitors.retire(handle, known.id(), by, now);
            store.remove(handle, known.id());
            note(handle, known.id(), by, Change.Kind.DELETED, Optional.of(shown), Optional.empty(), now);
            return new Outcome.Done(known);
        });
    }

    /// Lets go of what the settings file has taken over. To be called when the file has taken effect.
    public void handOver() {
        var now = clock.instant();
        database.run(handle -> store.removeOfFile(handle)
                .forEach(id -> note(
                        handle, id, "the settings", Change.Kind.TAKEN_OVER, Optional.empty(), Optional.empty(), now)));
    }

    /// The versions of all that the API has made.
    public Map<MonitorId, Version> versions() {
        return database.transact(store::versions);
    }

    /// The definitions of `ids`, as JSON with the secrets in them; those that are gone are left out.
    public Map<MonitorId, Secret> read(Collection<MonitorId> ids) {
        return database.transact(handle -> store.read(handle, ids));
    }

    private Optional<Outcome> refusal(Handle handle, Item known) {
        var locked = store.lock(handle, known.id());
        if (locked.isEmpty()) {
            return Optional.of(new Outcome.NoSuchMonitor());
        }
        if (locked.get().version().isEmpty()) {
            return Optional.of(new Outcome.OfTheFile(locked.get().name()));
        }
        var version = locked.get().version().get();
        return known.made().filter(made -> made.version() == version).isPresent()
                ? Optional.empty()
                : Optional.of(new Outcome.Stale(version));
    }

    private long write(
            Handle handle,
            MonitorId id,
            Draft draft,
            String by,
            Change.Kind kind,
            Optional<String> before,
            Instant now) {
        var version = note(handle, id, by, kind, before, Optional.of(draft.shown()), now);
        store.write(handle, id, version, draft.definition());
        return version;
    }

    private long note(
            Handle handle,
            MonitorId id,
            String by,
            Change.Kind kind,
            Optional<String> before,
            Optional<String> after,
            Instant now) {
        return changes.insert(handle, new ChangeStore.Line(id, now, by, kind, before, after));
    }

    private Outcome done(Handle handle, MonitorId id) {
        return new Outcome.Done(items.find(handle, id).orElseThrow());
    }
}
