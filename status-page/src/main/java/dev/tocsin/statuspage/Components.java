package dev.tocsin.statuspage;

import dev.tocsin.db.Database;
import dev.tocsin.db.Wakes;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.random.RandomGenerator;

/// Keeps the identities of components and groups in step with the settings.
public final class Components {
    private final Database database;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final ComponentStore store = new ComponentStore();

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
}
