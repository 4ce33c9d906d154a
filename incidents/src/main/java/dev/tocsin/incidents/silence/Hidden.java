package dev.tocsin.incidents.silence;

import dev.tocsin.incidents.delivery.Medium;
import java.time.Instant;
import java.util.List;

/// What people were not told of in a while, and why: the silences that count, what held incidents, and the contacts
/// that are used no more.
///
/// @param holds the most frequent first
record Hidden(List<Silence> silences, List<Hold> holds, List<Stopped> stopped) {

    /// Incidents that were held for one reason: how many, and when the last began to be.
    record Hold(String because, long incidents, Instant last) {}

    /// A contact of which somebody wants no more messages.
    record Stopped(Medium medium, String address, String reason) {}

    Hidden {
        silences = List.copyOf(silences);
        holds = List.copyOf(holds);
        stopped = List.copyOf(stopped);
    }

    boolean isNothing() {
        return silences.isEmpty() && holds.isEmpty() && stopped.isEmpty();
    }
}
