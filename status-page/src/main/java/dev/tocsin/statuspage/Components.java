package dev.tocsin.statuspage;

import dev.tocsin.db.Database;
import dev.tocsin.db.Wakes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Keeps the identities of components and groups in step with the settings.
public final class Components {
    private final Database database;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final ComponentStore store = new ComponentStore();
    private final HandSetStore handSets = new HandSetStore();
    private final Changes changes = new Changes();

    public Components(Database database, InstantSource clock, RandomGenerator random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    /// Gives every new name an id and retires the names that are gone. An id stays with its name for good: what
    /// leaves the settings and comes back is the same component. Also gives the page itself its id.
    public void sync(List<ComponentSettings> components) {
        var names = new LinkedHashSet<String>();
        for (var component : components) {
            component.group().ifPresent(group -> names.add(ComponentSettings.GROUP + group));
            names.add(component.name());
        }
        var now = clock.instant();
        database.run(handle -> {
            store.ensurePage(handle, PublicId.random(random), now);
            // In one order everywhere, so that two nodes starting at once do not wait for each other in a circle.
            for (var name : names.stream().sorted().toList()) {
                store.ensure(handle, PublicId.random(random), name, now);
            }
            store.retireAllBut(handle, names, now);
            Wakes.signal(handle, StatusBoard.WORK);
        });
    }

    /// A component or group that is in the settings.
    public record Named(PublicId id, String name, boolean group) {}

    /// All that are in the settings, by name.
    public List<Named> all() {
        return database.transact(handle -> store.identities(handle).values().stream()
                .map(identity -> new Named(identity.id(), bare(identity.name()), isGroup(identity.name())))
                .sorted(Comparator.comparing(Named::name))
                .toList());
    }

    /// The component that `text` means, by its id or its name; no group.
    public Optional<Named> find(String text) {
        return all().stream()
                .filter(one -> !one.group())
                .filter(one -> one.id().value().equals(text) || one.name().equals(text))
                .findFirst();
    }

    /// Everything that was done to a component by hand.
    public List<Change> trail(PublicId component) {
        return database.transact(handle -> changes.of(handle, component.value()));
    }

    /// A person speaks for the component until `ends`, in place of its monitors and of whoever did before.
    public HandSet setByHand(PublicId component, ComponentStatus status, String reason, String by, Instant ends) {
        var now = clock.instant();
        var set = new HandSet(component, status, reason, by, now, ends);
        return database.transact(handle -> {
            store.lock(handle, List.of(component));
            handSets.end(handle, component, now);
            handSets.insert(handle, set);
            changes.note(
                    handle,
                    component.value(),
                    now,
                    by,
                    "set by hand",
                    json -> json.put("status", status.word())
                            .put("until", ends.toString())
                            .put("reason", reason));
            Wakes.signal(handle, StatusBoard.WORK);
            return set;
        });
    }

    /// Its monitors speak again. False when they did all the time.
    public boolean letGo(PublicId component, String by) {
        var now = clock.instant();
        return database.transact(handle -> {
            store.lock(handle, List.of(component));
            if (!handSets.end(handle, component, now)) {
                return false;
            }
            changes.note(handle, component.value(), now, by, "let go", json -> json);
            Wakes.signal(handle, StatusBoard.WORK);
            return true;
        });
    }

    public Optional<HandSet> handSet(PublicId component) {
        var now = clock.instant();
        return database.transact(handle -> handSets.counting(handle, component, now));
    }

    private static boolean isGroup(String name) {
        return name.startsWith(ComponentSettings.GROUP);
    }

    private static String bare(String name) {
        return isGroup(name) ? name.substring(ComponentSettings.GROUP.length()) : name;
    }
}
