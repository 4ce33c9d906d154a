package dev.tocsin.app.metrics;

import dev.tocsin.monitor.DnsFacts;
import dev.tocsin.monitor.Evidence;

/// What blackbox_exporter shows of a question to a name server.
final class DnsSeries {

    private DnsSeries() {}

    static void write(Series to, Evidence evidence) {
        var timings = evidence.timings();
        phase(to, "resolve", Series.seconds(timings.resolve()));
        phase(to, "connect", Series.seconds(timings.connect()) + Series.seconds(timings.tls()));
        phase(
                to,
                "request",
                Series.seconds(timings.request())
                        + Series.seconds(timings.firstByte())
                        + Series.seconds(timings.transfer()));
        var answer = evidence.facts().filter(DnsFacts.class::isInstance).map(DnsFacts.class::cast);
        to.add(
                "probe_dns_query_succeeded",
                "Displays whether or not the query was executed successfully",
                answer.isPresent() ? 1 : 0);
        records(to, "answer", answer.map(DnsFacts::answerCount).orElse(0));
        records(to, "authority", answer.map(DnsFacts::authorityCount).orElse(0));
        records(to, "additional", answer.map(DnsFacts::additionalCount).orElse(0));
        answer.flatMap(DnsFacts::serial)
                .ifPresent(serial ->
                        to.add("probe_dns_serial", "Returns the serial number of the zone", serial.doubleValue()));
    }

    private static void records(Series to, String section, int count) {
        to.add(
                "probe_dns_" + section + "_rrs",
                "Returns number of entries in the " + section + " resource record list",
                count);
    }

    private static void phase(Series to, String phase, double seconds) {
        to.add("probe_dns_duration_seconds", "Duration of DNS request by phase", seconds, "phase", phase);
    }
}
