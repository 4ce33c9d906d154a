package dev.tocsin.incidents.paging;

import dev.tocsin.incidents.Ending;
import dev.tocsin.incidents.Incident;
import dev.tocsin.incidents.IncidentListener;
import dev.tocsin.incidents.delivery.DeliveryListener;
import dev.tocsin.incidents.delivery.DeliveryState;
import dev.tocsin.incidents.delivery.Medium;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Measures the legs of each page's way, from the rows that its delivery left behind, and how long people took.
/// Drills are pages like others until a person answers: who expects one answers sooner.
public final class PageLegs implements DeliveryListener, IncidentListener {

    /// What is one moment to us may be rounded twice on its way through the database.
    private static final Duration SAME = Duration.ofMillis(1);

    private final PageMeter meter;
    private final PageTimesStore store = new PageTimesStore();

    /// When a page was to leave, when the attempt began that its provider took, and when it took it.
    record Times(Instant due, Instant claimed, Optional<Instant> accepted) {}

    public PageLegs(PageMeter meter) {
        this.meter = meter;
    }

    /// A program is nobody whom a page could reach. Where a carrier's receipt comes before our own note that the
    /// provider took it, both legs end with the receipt.
    @Override
    public void moved(Handle handle, Movement movement) {
        if (movement.medium() == Medium.WEBHOOK) {
            return;
        }
        switch (movement.state()) {
            case ACCEPTED, DELIVERED ->
                store.of(handle, movement.id()).ifPresent(times -> took(times, movement.state(), movement.at()));
            case PENDING, SENDING, SUPPRESSED, FAILED, UNDELIVERED -> {}
        }
    }

    private void took(Times times, DeliveryState state, Instant at) {
        var accepted = times.accepted().orElse(at);
        if (Duration.between(accepted, at).compareTo(SAME) < 0) {
            meter.took(PageMeter.Leg.QUEUE, Duration.between(times.due(), times.claimed()));
            meter.took(PageMeter.Leg.ACCEPT, Duration.between(times.claimed(), accepted));
        }
        if (state == DeliveryState.DELIVERED) {
            meter.took(PageMeter.Leg.DELIVER, Duration.between(accepted, at));
        }
    }

    /// The first answer alone: later ones come from people who know of it already.
    @Override
    public void acknowledged(Handle handle, Incident incident, Instant at) {
        var first = incident.acknowledgedAt()
                .filter(noted -> Duration.between(noted, at).abs().compareTo(SAME) < 0);
        if (first.isPresent() && incident.triggersAgainAt().isEmpty() && !incident.drill()) {
            meter.took(PageMeter.Leg.ACKNOWLEDGE, Duration.between(incident.openedAt(), at));
        }
    }

    @Override
    public void opened(Handle handle, Incident incident) {}

    @Override
    public void resolved(Handle handle, Incident incident, Ending ending) {}
}
