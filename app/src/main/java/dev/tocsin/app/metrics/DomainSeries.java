package dev.tocsin.app.metrics;

import dev.tocsin.monitor.DomainFacts;
import dev.tocsin.monitor.Evidence;

/// Until when a domain is registered.
final class DomainSeries {

    private DomainSeries() {}

    static void write(Series to, Evidence evidence) {
        evidence.facts()
                .filter(DomainFacts.class::isInstance)
                .map(DomainFacts.class::cast)
                .flatMap(DomainFacts::expiry)
                .ifPresent(end -> to.add(
                        "tocsin_domain_expiry_timestamp_seconds",
                        "End of the domain's registration in unixtime",
                        (double) end.getEpochSecond()));
    }
}
