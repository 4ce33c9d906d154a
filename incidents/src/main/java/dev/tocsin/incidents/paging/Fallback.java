package dev.tocsin.incidents.paging;

import dev.tocsin.incidents.Escalations;
import dev.tocsin.incidents.IncidentEvent;
import dev.tocsin.incidents.Incidents;
import dev.tocsin.incidents.delivery.DeliveryId;
import dev.tocsin.incidents.delivery.DeliveryListener;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/// What the fate of a message means for the page it carries: the timeline tells it, and a page that will not arrive
/// is made up for at once by the next contact, or by the next step.
public final class Fallback implements DeliveryListener {
    private final Incidents incidents;
    private final Escalations escalations;
    private final Outbox outbox;
    private final Supplier<PagingSettings> settings;
    private final PageStore store = new PageStore();

    public Fallback(Incidents incidents, Escalations escalations, Outbox outbox, Supplier<PagingSettings> settings) {
        this.incidents = incidents;
        this.escalations = escalations;
        this.outbox = outbox;
        this.settings = settings;
    }

    @Override
    public void moved(Handle handle, Movement movement) {
        store.byDelivery(handle, movement.id()).forEach(page -> moved(handle, page, movement));
    }

    private void moved(Handle handle, Page page, Movement movement) {
        var at = movement.at();
        switch (movement.state()) {
            case ACCEPTED, DELIVERED ->
                record(
                        handle,
                        page,
                        at,
                        new IncidentEvent.Delivered(
                                page.responder(),
                                page.medium().word(),
                                movement.state().word()));
            case FAILED, UNDELIVERED -> {
                record(
                        handle,
                        page,
                        at,
                        new IncidentEvent.Undelivered(
                                page.responder(), page.medium().word(), movement.reason()));
                if (!store.wasMadeUpFor(handle, page)) {
                    useNextContact(handle, page, at);
                }
            }
            case PENDING, SENDING, SUPPRESSED -> {}
        }
    }

    /// Who does not know whether a page arrived goes on as if it had not. It may have: a late receipt is told all
    /// the same, and takes nothing back.
    @Override
    public void unconfirmed(Handle handle, DeliveryId id, Medium medium, Duration waited, Instant at) {
        store.byDelivery(handle, id).forEach(page -> {
            var reason = "no receipt within %d s".formatted(waited.toSeconds());
            record(handle, page, at, new IncidentEvent.Unconfirmed(page.responder(), medium.word(), reason));
            useNextContact(handle, page, at);
        });
    }

    /// The page waits for its provider. Meanwhile this person's next contact is used, where that is one by which
    /// messages leave; the steps go on at their own pace, for the next one's people may have no better.
    @Override
    public void stalled(Handle handle, DeliveryId id, Medium medium, String reason, Instant at) {
        store.byDelivery(handle, id).forEach(page -> {
            record(handle, page, at, new IncidentEvent.Unconfirmed(page.responder(), medium.word(), reason));
            store.waiting(handle, page.incident()).stream()
                    .filter(other -> isNextOf(page, other, at) && other.medium() != medium)
                    .findFirst()
                    .ifPresent(next -> outbox.hasten(handle, next.delivery(), at));
        });
    }

    private void record(Handle handle, Page page, Instant at, IncidentEvent event) {
        incidents.record(handle, page.incident(), at, event);
    }

    /// A page that will not arrive pulls this person's next contact forward. When the step has nobody left who was
    /// or will be reached, the next step is due; the catch-all keeps its pace, for there is nothing after it.
    private void useNextContact(Handle handle, Page failed, Instant now) {
        var next = store.waiting(handle, failed.incident()).stream()
                .filter(other -> isNextOf(failed, other, now))
                .findFirst();
        if (next.isPresent()) {
            outbox.hasten(handle, next.get().delivery(), now);
        } else if (store.hopes(handle, failed).isEmpty()) {
            incidents
                    .find(handle, failed.incident())
                    .filter(incident -> incident.calls() == failed.call())
                    .filter(incident -> !settings.get()
                            .policy(incident.policy())
                            .stage(failed.step() - 1)
                            .last())
                    .ifPresent(incident -> escalations.hasten(handle, incident.id(), now));
        }
    }

    private static boolean isNextOf(Page failed, Page other, Instant now) {
        return other.step() == failed.step()
                && other.responder().equals(failed.responder())
                && other.dueAt().isAfter(now);
    }
}
