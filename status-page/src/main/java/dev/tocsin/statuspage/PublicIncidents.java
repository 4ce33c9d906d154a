package dev.tocsin.statuspage;

import dev.tocsin.db.Database;
import dev.tocsin.db.Wakes;
import dev.tocsin.statuspage.AnnouncementStore.Matter;
import dev.tocsin.statuspage.WrittenStore.Wanted;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What people tell customers: incidents and their updates, and updates of announced maintenance.
public final class PublicIncidents {
    /// The work that is signalled when an embargo may be over.
    public static final String WORK = Announcer.EMBARGOES;

    /// Finds a row while an embargo is over.
    public static final String DUE = WrittenStore.DUE;

    private final Database database;
    private final Announcer announcer;
    private final InstantSource clock;
    private final AnnouncementStore store = new AnnouncementStore();
    private final WrittenStore drafts = new WrittenStore();
    private final PublicIncidentStore incidents = new PublicIncidentStore();
    private final Changes changes = new Changes();

    /// What a person opens an incident with. Without `startedAt` it began when customers first read of it.
    public record Opening(String title, Optional<Instant> startedAt, Words first) {}

    public PublicIncidents(Database database, Announcer announcer, InstantSource clock) {
        this.database = database;
        this.announcer = announcer;
        this.clock = clock;
    }

    /// Opens an incident with its first update.
    public Saying open(Opening opening, When when, String by) {
        var now = clock.instant();
        var first = opening.first();
        return database.transact(handle -> Turn.refusal(false, Optional.empty(), first.phase())
                .<Saying>map(Saying.OutOfTurn::new)
                .orElseGet(() -> {
                    var id = announcer.open(
                            handle,
                            false,
                            opening.title(),
                            first.phase(),
                            by,
                            opening.startedAt().orElse(now),
                            now);
                    return say(handle, id, first, when, by, now);
                }));
    }

    /// Says something more of an incident or a maintenance.
    public Saying say(PublicId matter, Words words, When when, String by) {
        var now = clock.instant();
        return database.transact(handle -> say(handle, matter, words, when, by, now));
    }

    /// Publishes a draft now, or what waits for its instant.
    public Saying publish(PublicId update, String by) {
        var now = clock.instant();
        return database.transact(handle -> publish(handle, update, by, now));
    }

    /// Gives an update other words. Of what was published only the text can change, and customers see that it did.
    public Saying edit(PublicId update, Words words, When when, String by) {
        var now = clock.instant();
        return withMatter(update, (handle, matter, before) -> {
            if (before.publishedAt().isPresent()) {
                if (!words.body().equals(before.words().body())) {
                    store.edit(handle, before, words.body(), now);
                    note(handle, "edited", before, words, by, now);
                    Wakes.signal(handle, StatusBoard.WORK);
                }
            } else {
                var publishAt = when instanceof When.At(var at) ? Optional.of(at) : Optional.<Instant>empty();
                store.rewrite(handle, update, words, publishAt);
                note(handle, "rewritten", before, words, by, now);
                if (when instanceof When.Now) {
                    return publish(handle, update, by, now);
                }
            }
            return done(handle, update);
        });
    }

    /// Notes who made a link by which others read it until `until`.
    public Saying previewed(PublicId update, Instant until, String by) {
        var now = clock.instant();
        return withMatter(update, (handle, matter, before) -> {
            changes.note(
                    handle,
                    matter.id().value(),
                    now,
                    by,
                    "previewed",
                    json -> json.put("update", update.value()).put("until", until.toString()));
            return new Saying.Done(before);
        });
    }

    /// Takes a draft back, and with the only one its incident. What customers have read stays.
    public Saying drop(PublicId update, String by) {
        var now = clock.instant();
        return withMatter(update, (handle, matter, before) -> {
            if (!store.drop(handle, update)) {
                return new Saying.OutOfTurn("customers have read it: correct it instead, they will see that you did");
            }
            changes.note(handle, matter.id().value(), now, by, "dropped", json -> Trail.written(json, before));
            store.dropMatter(handle, matter.id());
            return new Saying.Done(before);
        });
    }

    /// Gives an incident or a maintenance another title, and an impact in place of the highest it reached; without one,
    /// that counts again. False when there is none.
    public boolean rename(PublicId matter, Optional<String> title, Optional<Impact> override, String by) {
        var now = clock.instant();
        return database.transact(handle -> store.lock(handle, matter)
                .map(before -> {
                    store.rename(handle, matter, title.orElse(before.title()), override, now);
                    changes.note(
                            handle,
                            matter.value(),
                            now,
                            by,
                            "renamed",
                            json -> json.put("before", before.title())
                                    .put("after", title.orElse(before.title()))
                                    .put("impact", override.map(Impact::word).orElse(null)));
                    Wakes.signal(handle, StatusBoard.WORK);
                    return true;
                })
                .orElse(false));
    }

    /// Publishes everything whose embargo is over. What cannot be said any more becomes a draft.
    public void publishDue() {
        var now = clock.instant();
        for (var update : database.transact(handle -> drafts.due(handle, now))) {
            var _ = withMatter(update, (handle, _, written) -> {
                var said = publish(handle, update, written.author(), now);
                if (said instanceof Saying.OutOfTurn) {
                    store.rewrite(handle, update, written.words(), Optional.empty());
                }
                return said;
            });
        }
    }

    public Optional<Written> find(PublicId update) {
        return database.transact(handle -> drafts.find(handle, update));
    }

    /// The newest updates first, older than `before`.
    public List<Written> page(Optional<String> state, Optional<PublicId> matter, Instant before, int limit) {
        return database.transact(handle -> drafts.page(handle, new Wanted(state, matter, before), limit));
    }

    /// An incident as customers read it; empty when they do not.
    public Optional<PublicIncident> published(PublicId incident) {
        return database.transact(handle -> incidents.find(handle, incident));
    }

    /// Everything that was done to an incident or a maintenance.
    public List<Change> trail(PublicId matter) {
        return database.transact(handle -> changes.of(handle, matter.value()));
    }

    @FunctionalInterface
    private interface Deed {
        Saying on(Handle handle, Matter matter, Written written);
    }

    private Saying withMatter(PublicId update, Deed deed) {
        return database.transact(handle -> drafts.find(handle, update)
                .flatMap(known -> store.lock(handle, known.incident()))
                .flatMap(matter -> drafts.find(handle, update).map(written -> deed.on(handle, matter, written)))
                .orElseGet(() -> new Saying.Unknown(update)));
    }

    private Saying say(Handle handle, PublicId id, Words words, When when, String by, Instant now) {
        return store.lock(handle, id)
                .map(matter -> refusal(matter, words, when)
                        .<Saying>map(Saying.OutOfTurn::new)
                        .orElseGet(() -> new Saying.Done(announcer.say(handle, matter, words, when, by, now))))
                .orElseGet(() -> new Saying.Unknown(id));
    }

    /// A draft may be written ahead: whether its turn has come is asked when it is published.
    private static Optional<String> refusal(Matter matter, Words words, When when) {
        return when instanceof When.Now || words.phase().isOfMaintenance() != matter.maintenance()
                ? Turn.refusal(matter.maintenance(), matter.phase(), words.phase())
                : Optional.empty();
    }

    private Saying publish(Handle handle, PublicId update, String by, Instant now) {
        var written = drafts.find(handle, update);
        var matter = written.flatMap(one -> store.lock(handle, one.incident()));
        if (written.isEmpty() || matter.isEmpty()) {
            return new Saying.Unknown(update);
        }
        if (written.get().publishedAt().isPresent()) {
            return new Saying.Done(written.get());
        }
        var refusal = Turn.refusal(
                matter.get().maintenance(),
                matter.get().phase(),
                written.get().words().phase());
        if (refusal.isPresent()) {
            return new Saying.OutOfTurn(refusal.get());
        }
        announcer.publish(handle, matter.get(), written.get(), by, now);
        return done(handle, update);
    }

    private Saying done(Handle handle, PublicId update) {
        return new Saying.Done(drafts.find(handle, update).orElseThrow());
    }

    private void note(Handle handle, String kind, Written before, Words after, String by, Instant now) {
        changes.note(handle, before.incident().value(), now, by, kind, json -> {
            Trail.words(json.put("update", before.id().value()).putObject("before"), before.words());
            Trail.words(json.putObject("after"), after);
            return json;
        });
    }
}
