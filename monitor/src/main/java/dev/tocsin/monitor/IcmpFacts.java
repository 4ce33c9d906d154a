package dev.tocsin.monitor;

import java.util.Locale;
import java.util.Optional;

/// How many echo requests were sent, answered and (in percent) lost, and the round trips in milliseconds, which are
/// there once one came back. `means` is what sent them: a socket of our own, or the system's ping.
public record IcmpFacts(
        String means,
        int sent,
        int received,
        double loss,
        Optional<Double> min,
        Optional<Double> mean,
        Optional<Double> max)
        implements Facts {

    public IcmpFacts(
            String means, int sent, int received, Optional<Double> min, Optional<Double> mean, Optional<Double> max) {
        this(means, sent, received, sent == 0 ? 0 : 100.0 * (sent - received) / sent, min, mean, max);
    }

    @Override
    public String kind() {
        return "icmp";
    }

    @Override
    public String words() {
        var trips = mean.map(value -> String.format(
                        Locale.ROOT, ", round trip %.2f/%.2f/%.2f ms", min.orElse(value), value, max.orElse(value)))
                .orElse("");
        return received + " of " + sent + " echoes answered" + trips;
    }
}
