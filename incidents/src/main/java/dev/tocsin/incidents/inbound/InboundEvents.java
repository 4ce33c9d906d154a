package dev.tocsin.incidents.inbound;

import dev.tocsin.db.Database;
import dev.tocsin.incidents.Actor;
import dev.tocsin.incidents.Alerting;
import dev.tocsin.incidents.IncidentId;
import dev.tocsin.incidents.Signals;
import dev.tocsin.incidents.Signals.Signal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/// Acts on what other systems tell us, and keeps all of it with what became of it.
public final class InboundEvents {
    private static final String USUAL_POLICY = "default";

    /// Further back nobody believes that a failure began.
    private static final Duration LONGEST_AGO = Duration.ofDays(30);

    private final Database database;
    private final InstantSource clock;
    private final Signals signals;
    private final Supplier<Map<String, Alerting>> alerting;
    private final InboundEventStore store = new InboundEventStore();
    private final Together<Sent, List<Kept>> together;

    /// What came, and what became of it.
    public record Kept(
            long id,
            Instant at,
            String source,
            String caller,
            String key,
            String action,
            String outcome,
            Optional<IncidentId> incident) {}

    /// Who tells us: `source` is the kind of system, `caller` the name of its token.
    public record Origin(String source, String caller) {}

    /// @param alerting what each monitor means for people, by name; asked anew each time, for settings change
    public InboundEvents(
            Database database, InstantSource clock, Signals signals, Supplier<Map<String, Alerting>> alerting) {
        this.database = database;
        this.clock = clock;
        this.signals = signals;
        this.alerting = alerting;
        together = new Together<>(this::take);
    }

    /// What one sender sent at once.
    private record Sent(Origin origin, List<Event> events, String body) {}

    /// Acts on each; all of them commit together, or none. Many senders at once share a transaction.
    ///
    /// @param body as it was sent
    /// @return what became of each, in the same order
    public List<Kept> take(Origin origin, List<Event> events, String body) {
        return together.act(new Sent(origin, events, body));
    }

    private List<List<Kept>> take(List<Sent> all) {
        var now = clock.instant();
        return database.transact(
                handle -> all.stream().map(sent -> take(handle, sent, now)).toList());
    }

    private List<Kept> take(Handle handle, Sent sent, Instant now) {
        return sent.events().stream()
                .map(event -> {
                    var kept = act(handle, sent.origin(), event, now);
                    store.insert(handle, kept, sent.body());
                    return kept;
                })
                .toList();
    }

    /// Keeps what could not be read, or was not allowed, with the reason.
    public void refused(Origin origin, String reason, String body) {
        var kept = kept(origin, "", "none", clock.instant(), "refused: " + reason, Optional.empty());
        database.run(handle -> store.insert(handle, kept, body));
    }

    /// The newest first, those with a number below `before`.
    public List<Kept> page(Handle handle, long before, int limit) {
        return store.page(handle, before, limit);
    }

    /// Forgets what came longer ago than `age`.
    public void dropOlder(Duration age) {
        var than = clock.instant().minus(age);
        database.run(handle -> store.dropOlder(handle, than));
    }

    private Kept act(Handle handle, Origin origin, Event event, Instant now) {
        return switch (event) {
            case Event.Trigger trigger -> {
                var raised = signals.raise(handle, signal(origin, trigger, now), now);
                var outcome = switch (raised.effect()) {
                    case OPENED -> "opened";
                    case CHANGED -> "changed";
                    case UNCHANGED -> "open already";
                };
                yield kept(origin, event, now, outcome, Optional.of(raised.incident()));
            }
            case Event.Resolve resolve -> {
                var ended =
                        signals.lower(handle, key(origin, resolve), new Actor(origin.caller(), origin.source()), now);
                yield kept(origin, event, now, ended.isPresent() ? "resolved" : "nothing open", ended);
            }
            case Event.Ignored ignored -> kept(origin, event, now, "ignored: " + ignored.because(), Optional.empty());
        };
    }

    private Signal signal(Origin origin, Event.Trigger trigger, Instant now) {
        var policy = trigger.policy()
                .or(() -> trigger.monitor()
                        .flatMap(name -> Optional.ofNullable(alerting.get().get(name)))
                        .map(Alerting::policy))
                .orElse(USUAL_POLICY);
        return new Signal(
                key(origin, trigger),
                trigger.title(),
                trigger.summary(),
                trigger.severity(),
                policy,
                trigger.monitor(),
                trigger.since()
                        .filter(since -> !since.isAfter(now) && since.isAfter(now.minus(LONGEST_AGO)))
                        .orElse(now));
    }

    /// Sources do not get into each other's way, and none can touch what a monitor has opened.
    private static String key(Origin origin, Event event) {
        return origin.source() + ":" + event.key();
    }

    private static Kept kept(Origin origin, Event event, Instant at, String outcome, Optional<IncidentId> incident) {
        return kept(origin, event.key(), event.action(), at, outcome, incident);
    }

    private static Kept kept(
            Origin origin, String key, String action, Instant at, String outcome, Optional<IncidentId> incident) {
        return new Kept(0, at, origin.source(), origin.caller(), key, action, outcome, incident);
    }
}
