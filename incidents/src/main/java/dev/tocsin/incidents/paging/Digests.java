package dev.tocsin.incidents.paging;

import dev.tocsin.incidents.Ending;
import dev.tocsin.incidents.Incident;
import dev.tocsin.incidents.IncidentListener;
import dev.tocsin.incidents.Severity;
import dev.tocsin.incidents.delivery.DeliveryId;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Message;
import dev.tocsin.incidents.delivery.Outbox;
import dev.tocsin.incidents.delivery.Priority;
import dev.tocsin.incidents.delivery.References;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Puts pages that would be too many for a contact together into one message. Each folded page is a row like any
/// other, with the digest as its message, so what becomes of that counts for it; an incident that somebody takes
/// meanwhile is not named any more.
public final class Digests implements IncidentListener {
    private static final String TOPIC = "digest";

    private final Outbox outbox;
    private final DigestStore store = new DigestStore();
    private final References references = new References();

    public Digests(Outbox outbox) {
        this.outbox = outbox;
    }

    /// The digest that takes this page; empty when it leaves by itself. Its row is to be added afterwards.
    Optional<DeliveryId> take(
            Handle handle, Incident incident, Medium medium, String contact, Instant due, Instant now) {
        if (medium == Medium.WEBHOOK || !store.heardOf(handle, incident.id(), medium, contact)) {
            return Optional.empty();
        }
        var storm = store.begun(handle, now.minus(Throttle.PACE), Throttle.STORM + 1) > Throttle.STORM;
        // In a storm every further page is folded, so nothing but the digest before matters, and time does.
        var others =
                storm ? store.lastDigest(handle, medium, contact, due) : store.leaving(handle, medium, contact, due);
        var decision = Throttle.decide(false, storm, others, due);
        return switch (decision) {
            case Throttle.Decision.Alone _ -> Optional.empty();
            case Throttle.Decision.Folded(var at) -> Optional.of(fold(handle, incident, medium, contact, due, at, now));
        };
    }

    private DeliveryId fold(
            Handle handle, Incident incident, Medium medium, String contact, Instant due, Instant at, Instant now) {
        var item = new DigestText.Item(incident.id(), incident.title(), incident.replyCode());
        var last = outbox.lastWaiting(handle, TOPIC, medium, contact, due);
        if (last.isPresent()) {
            var digest = last.get().id();
            var items = with(store.items(handle, digest), item);
            if (DigestText.fits(items) && outbox.reword(handle, digest, subject(items), DigestText.of(items))) {
                return digest;
            }
        }
        var free = last.map(full -> full.dueAt().plus(Throttle.PACE))
                .filter(at::isBefore)
                .orElse(at);
        var items = List.of(item);
        var reference = references.next();
        var message =
                new Message(medium, contact, subject(items), DigestText.of(items), Optional.empty(), TOPIC, reference);
        var priority = incident.severity() == Severity.CRITICAL ? Priority.CRITICAL_PAGE : Priority.MAJOR_PAGE;
        return outbox.enqueue(handle, message, priority, now, free);
    }

    @Override
    public void opened(Handle handle, Incident incident) {}

    @Override
    public void acknowledged(Handle handle, Incident incident, Instant at) {
        forget(handle, incident, at);
    }

    @Override
    public void resolved(Handle handle, Incident incident, Ending ending) {
        forget(handle, incident, incident.resolvedAt().orElse(incident.openedAt()));
    }

    private void forget(Handle handle, Incident incident, Instant at) {
        for (var digest : store.waitingOf(handle, incident.id())) {
            var left = store.items(handle, digest);
            if (left.isEmpty()) {
                outbox.withdraw(handle, digest, at);
            } else {
                outbox.reword(handle, digest, subject(left), DigestText.of(left));
            }
        }
    }

    private static List<DigestText.Item> with(List<DigestText.Item> items, DigestText.Item item) {
        if (items.contains(item)) {
            return items;
        }
        var more = new ArrayList<>(items);
        more.add(item);
        return more;
    }

    private static String subject(List<DigestText.Item> items) {
        return items.size() == 1 ? "1 more incident is open" : items.size() + " more incidents are open";
    }
}
