package dev.tocsin.incidents.paging;

import dev.tocsin.incidents.IncidentId;
import dev.tocsin.incidents.delivery.DeliveryId;
import dev.tocsin.incidents.delivery.Medium;
import java.time.Instant;

/// The summons of one responder on one contact for one step. `step` counts the steps of the whole walk, `rule` the
/// responder's own rules; `token` opens the page's link.
public record Page(
        IncidentId incident,
        DeliveryId delivery,
        String responder,
        Medium medium,
        String contact,
        String because,
        int step,
        int rule,
        Instant dueAt,
        String token) {}
