package dev.tocsin.monitor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a registry says of a domain: until when it is registered, with which registrar, in which states (RFC 8056).
public record DomainFacts(
        String domain, Optional<Instant> expiry, Optional<String> registrar, List<String> statuses, String server)
        implements Facts {

    @Override
    public String kind() {
        return "domain";
    }

    @Override
    public String words() {
        return expiry.map(end -> "registered until " + end).orElse("no date of expiry")
                + registrar.map(name -> ", by " + name).orElse("")
                + (statuses.isEmpty() ? "" : ", " + String.join(", ", statuses));
    }
}
