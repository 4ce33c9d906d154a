package dev.tocsin.incidents.rota;

import dev.tocsin.incidents.contact.Contacts;
import dev.tocsin.incidents.delivery.Arrivals;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.oncall.Responder;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Looks up whether people can be reached.
final class Reaches {
    private static final Duration RECENT = Duration.ofDays(30);

    private final Arrivals arrivals = new Arrivals();
    private final Contacts contacts;

    Reaches(Contacts contacts) {
        this.contacts = contacts;
    }

    /// By the ways that may be used.
    Reach of(Handle handle, Responder responder, Instant now) {
        var usable =
                contacts.usable(handle, Map.of(responder.name(), responder)).getOrDefault(responder.name(), responder);
        var ways = new EnumMap<Medium, Optional<Instant>>(Medium.class);
        for (var medium : Medium.values()) {
            usable.contact(medium)
                    .ifPresent(contact -> ways.put(
                            medium, arrivals.last(handle, medium, contact).filter(now.minus(RECENT)::isBefore)));
        }
        return new Reach(ways, usable.isReachable());
    }
}
