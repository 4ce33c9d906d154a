package dev.tocsin.incidents.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What an audit read of the house. Each list holds the oldest first, and no more than [#MOST]: how many more there
/// are makes no difference to anybody.
///
/// @param overdue what should have happened by now, by kind; a kind of which nothing was found is absent
/// @param waits how long the first pages of the last hour took from the incident's opening until a provider had them,
///     also those that wait still, by how long they have waited
record Reading(Map<Kind, List<Overdue>> overdue, List<Duration> waits) {
    static final int MOST = 100;

    /// One thing that should have happened at `due`; `what` is for people, and holds no address of anybody.
    record Overdue(String what, Instant due) {}

    Reading {
        overdue = Map.copyOf(overdue);
        waits = List.copyOf(waits);
    }
}
