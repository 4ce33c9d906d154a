package dev.tocsin.monitor.probe.icmp;

import dev.tocsin.monitor.IcmpFacts;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads what ping prints at its end: that of iputils, busybox, inetutils and the BSDs. Pure.
final class PingOutput {

    private static final Pattern COUNTS =
            Pattern.compile("(\\d{1,6}) packets transmitted, (\\d{1,6})(?: packets)? received");
    private static final Pattern TRIPS = Pattern.compile(
            "(?:rtt|round-trip) [a-z/]*min/avg/max[a-z/-]* = (\\d{1,9}(?:\\.\\d+)?)/(\\d{1,9}(?:\\.\\d+)?)/(\\d{1,9}(?:\\.\\d+)?)");
    private static final Pattern REFUSAL =
            Pattern.compile("(?i)(destination \\w+ (?:un\\w+|prohibited)|time to live exceeded|packet filtered)");

    private PingOutput() {}

    /// What it counted; empty when it never came to that.
    static Optional<IcmpFacts> facts(String text) {
        var counts = COUNTS.matcher(text);
        if (!counts.find()) {
            return Optional.empty();
        }
        var trips = TRIPS.matcher(text);
        var known = trips.find();
        return Optional.of(new IcmpFacts(
                "the system's ping",
                Integer.parseInt(counts.group(1)),
                // A network that doubles packets answers more than was asked.
                Math.min(Integer.parseInt(counts.group(1)), Integer.parseInt(counts.group(2))),
                known ? Optional.of(Double.valueOf(trips.group(1))) : Optional.empty(),
                known ? Optional.of(Double.valueOf(trips.group(2))) : Optional.empty(),
                known ? Optional.of(Double.valueOf(trips.group(3))) : Optional.empty()));
    }

    /// What the network said instead of the target.
    static Optional<String> refusal(String text) {
        var refusal = REFUSAL.matcher(text);
        return refusal.find() ? Optional.of(refusal.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    /// The complaint of a ping that did nothing: its last line that says anything.
    static String complaint(String text) {
        return text.lines().filter(line -> !line.isBlank()).reduce("", (_, last) -> last.strip());
    }
}
