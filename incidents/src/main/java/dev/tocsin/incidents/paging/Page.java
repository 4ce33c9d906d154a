package dev.tocsin.incidents.paging;

import dev.tocsin.incidents.IncidentId;
import dev.tocsin.incidents.delivery.DeliveryId;
import dev.tocsin.incidents.delivery.Medium;
import java.time.Instant;

/// The summons of one responder on one contact for one call. `call` counts the calls of the incident, `step` the steps
/// of its policy that were walked with it, `rule` the responder's own rules; `token` opens the page's link.
public record Page(
        IncidentId incident,
        DeliveryId delivery,
        String responder,
        Medium medium,
        String contact,
        String because,
        int call,
        int step,
        int rule,
        Instant dueAt,
        String token) {}
