package dev.tocsin.monitor.probe.icmp;

import dev.tocsin.monitor.IcmpFacts;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The echoes of one look: when each was sent, and how long its answer took. Written by the look, read by whoever ends
/// it.
final class Tally {

    private final Map<Integer, Long> sent = new HashMap<>();
    private final Map<Integer, Long> tripNanos = new HashMap<>();
    private int refusals;

    synchronized void sent(int sequence, long nanos) {
        sent.put(sequence, nanos);
    }

    /// Whether this is the first answer to an echo of ours.
    synchronized boolean received(int sequence, long nanos) {
        var began = sent.get(sequence);
        return began != null && tripNanos.putIfAbsent(sequence, Math.max(0, nanos - began)) == null;
    }

    /// The network said that an echo will not arrive.
    synchronized void refused() {
        refusals++;
    }

    /// Whether nothing more is to come for the first `count` echoes.
    synchronized boolean complete(int count) {
        return tripNanos.size() + refusals >= count;
    }

    synchronized Optional<IcmpFacts> facts() {
        if (sent.isEmpty()) {
            return Optional.empty();
        }
        var trips =
                tripNanos.values().stream().mapToDouble(nanos -> nanos / 1e6).summaryStatistics();
        var some = trips.getCount() > 0;
        return Optional.of(new IcmpFacts(
                "a socket of our own",
                sent.size(),
                tripNanos.size(),
                some ? Optional.of(rounded(trips.getMin())) : Optional.empty(),
                some ? Optional.of(rounded(trips.getAverage())) : Optional.empty(),
                some ? Optional.of(rounded(trips.getMax())) : Optional.empty()));
    }

    /// To the microsecond, which is all that such a measurement is worth.
    private static double rounded(double millis) {
        return Math.round(millis * 1e3) / 1e3;
    }
}
