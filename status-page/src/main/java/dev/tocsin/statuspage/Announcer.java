package dev.tocsin.statuspage;

import dev.tocsin.db.Wakes;
import dev.tocsin.statuspage.AnnouncementStore.Matter;
import dev.tocsin.statuspage.Publication.Occasion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/// The one way by which words reach customers, whoever writes them: a person, a clock or a monitor. Everything works
/// inside the caller's transaction, so that what is published, who is told and who did it are one fact.
public final class Announcer {
    /// The work that is signalled when something waits for an instant.
    static final String EMBARGOES = "status-embargoes";
    /// The author of what nobody wrote.
    static final String HOUSE = "Tocsin";

    private final RandomGenerator random;
    private final List<PublicationListener> listeners;
    private final AnnouncementStore store = new AnnouncementStore();
    private final WrittenStore drafts = new WrittenStore();
    private final MaintenanceStore maintenances = new MaintenanceStore();
    private final Changes changes = new Changes();

    public Announcer(RandomGenerator random, List<PublicationListener> listeners) {
        this.random = random;
        this.listeners = List.copyOf(listeners);
    }

    /// A matter of which nobody has read yet. It needs an update, or it will never be seen.
    PublicId open(
            Handle handle, boolean maintenance, String title, Phase phase, String by, Instant startedAt, Instant now) {
        var id = PublicId.random(random);
        store.open(handle, id, maintenance, title, phase, by, startedAt, now);
        changes.note(handle, id.value(), now, by, "opened", json -> json.put("title", title));
        return id;
    }

    /// Writes `words` down and, where `when` says so, publishes them. To be checked with [Turn] before.
    Written say(Handle handle, Matter matter, Words words, When when, String by, Instant now) {
        var id = PublicId.random(random);
        var publishAt = switch (when) {
            case When.Now _, When.OnWord _ -> Optional.<Instant>empty();
            case When.At(var at) -> Optional.of(at);
        };
        store.write(handle, id, matter.id(), words, by, publishAt, now);
        var written = drafts.find(handle, id).orElseThrow();
        if (when instanceof When.Now) {
            publish(handle, matter, written, by, now);
        } else {
            changes.note(handle, matter.id().value(), now, by, "drafted", json -> Trail.written(json, written));
        }
        return drafts.find(handle, id).orElseThrow();
    }

    /// Customers read it from now on. False when they did before.
    boolean publish(Handle handle, Matter matter, Written written, String by, Instant now) {
        if (!store.release(handle, written.id(), now)) {
            return false;
        }
        var impact = written.words().impact().map(matter.impact()::or).orElse(matter.impact());
        store.advance(handle, matter, written, impact, now);
        if (matter.maintenance()) {
            maintenances.turn(handle, matter.id(), written.words().phase(), now);
        }
        changes.note(handle, matter.id().value(), now, by, "published", json -> Trail.written(json, written));
        if (!written.words().silent()) {
            tell(handle, matter.id(), written.id(), Occasion.NEWS, now);
        }
        Wakes.signal(handle, StatusBoard.WORK);
        return true;
    }

    /// Subscribers may want to hear of it, beside what the page shows.
    void tell(Handle handle, PublicId matter, PublicId update, Occasion occasion, Instant now) {
        var publication = new Publication(matter, update, occasion, now);
        listeners.forEach(listener -> listener.published(handle, publication));
    }
}
