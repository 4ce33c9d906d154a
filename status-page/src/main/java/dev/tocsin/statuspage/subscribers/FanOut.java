package dev.tocsin.statuspage.subscribers;

import dev.tocsin.db.Database;
import dev.tocsin.db.Wakes;
import dev.tocsin.incidents.delivery.Outbox;
import dev.tocsin.incidents.delivery.Priority;
import dev.tocsin.incidents.delivery.References;
import dev.tocsin.statuspage.Matters;
import dev.tocsin.statuspage.Matters.Matter;
import dev.tocsin.statuspage.PublicId;
import dev.tocsin.statuspage.Publication;
import dev.tocsin.statuspage.PublicationListener;
import dev.tocsin.statuspage.StatusPageSettings;
import dev.tocsin.statuspage.subscribers.SubscriberText.Told;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/// Takes each update to each subscriber who wants it, once. Publishing writes one row; from it the work goes on a few
/// hundred subscribers at a time, and each step puts its messages in the outbox and moves the row on in one
/// transaction.
/// A crash repeats nothing and forgets nobody.
public final class FanOut implements PublicationListener {
    /// The work that is signalled when an update is to be taken round.
    public static final String WORK = "fan-out";
    /// Finds a row while there is something to do.
    public static final String DUE = "select from fan_out where done_at is null";

    private static final int STEP = 500;
    private static final int ALL = 1_000_000;

    private final Database database;
    private final InstantSource clock;
    private final Outbox outbox;
    private final Supplier<StatusPageSettings> settings;
    private final Tokens tokens;
    private final Matters matters = new Matters();
    private final FanOutStore store = new FanOutStore();
    private final SubscriberStore subscribers = new SubscriberStore();
    private final References references = new References();

    /// How far one has come; `doneAt` is empty while it goes on.
    public record Progress(PublicId matter, PublicId update, Instant createdAt, int sent, Optional<Instant> doneAt) {}

    public FanOut(
            Database database,
            InstantSource clock,
            Outbox outbox,
            Supplier<StatusPageSettings> settings,
            Tokens tokens) {
        this.database = database;
        this.clock = clock;
        this.outbox = outbox;
        this.settings = settings;
        this.tokens = tokens;
    }

    @Override
    public void published(Handle handle, Publication publication) {
        store.begin(handle, publication);
        Wakes.signal(handle, WORK);
    }

    /// Goes on until every update has gone round.
    public void runDue() {
        while (database.transact(this::step)) {
            // One step, one transaction.
        }
    }

    /// One step of the oldest; false when nothing is left to do.
    private boolean step(Handle handle) {
        var claimed = store.claim(handle);
        if (claimed.isEmpty()) {
            return false;
        }
        var job = claimed.get();
        var now = clock.instant();
        var matter = matters.find(handle, job.matter(), job.update());
        var next = matter.isEmpty()
                ? List.<Subscriber>of()
                : subscribers.walk(handle, job.reached(), job.createdAt(), STEP);
        if (next.isEmpty()) {
            store.finish(handle, job.id(), now);
            matter.filter(one -> !one.update().phase().isOpen())
                    .ifPresent(one -> subscribers.endFollowers(handle, one.id(), now));
            return true;
        }
        store.advance(handle, job.id(), next.getLast().id(), send(handle, job, matter.get(), next, now));
        return true;
    }

    private int send(Handle handle, FanOutStore.Job job, Matter matter, List<Subscriber> next, Instant now) {
        var text = new SubscriberText(settings.get(), tokens);
        var news = news(matter);
        var told = told(matter, job);
        var sent = 0;
        for (var one : next) {
            if (one.wish().wants(news)) {
                var message = text.of(one, told, references.next());
                var id = outbox.enqueue(handle, message, Priority.SUBSCRIBER, now, now);
                store.note(handle, job.id(), one.id(), id);
                sent++;
            }
        }
        return sent;
    }

    /// How many would hear of `news` by which way, if it were published now.
    public Map<Way, Integer> preview(Wish.News news) {
        var now = clock.instant();
        var counts = new EnumMap<Way, Integer>(Way.class);
        for (var way : Way.values()) {
            counts.put(way, 0);
        }
        database.transact(handle -> subscribers.walk(handle, 0, now, ALL)).stream()
                .filter(one -> one.wish().wants(news))
                .forEach(one -> counts.merge(one.way(), 1, Integer::sum));
        return counts;
    }

    public List<Progress> progress(int limit) {
        return database.transact(handle -> store.progress(handle, limit));
    }

    private static Wish.News news(Matter matter) {
        return new Wish.News(matter.id(), matter.maintenance(), matter.impact(), matter.components());
    }

    private static Told told(Matter matter, FanOutStore.Job job) {
        return new Told(
                matter.id().value(),
                matter.maintenance(),
                matter.title(),
                matter.update(),
                job.occasion(),
                matter.names().isEmpty() ? Optional.empty() : Optional.of(String.join(", ", matter.names())),
                matter.from(),
                matter.until(),
                matter.nextUpdateBy());
    }
}
