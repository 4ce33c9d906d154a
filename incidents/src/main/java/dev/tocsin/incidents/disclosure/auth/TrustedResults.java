package dev.tocsin.incidents.disclosure.auth;

import dev.tocsin.incidents.disclosure.mail.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Which Authentication-Results are our own server's: those that bear its name and stand above the Received field that
/// it wrote. All below came with the mail, and anybody can write anything there (RFC 8601, 5).
///
/// @param servers their names; empty takes every name within `domain`
/// @param domain of our address
/// @param hops how many servers of ours a mail passes
public record TrustedResults(List<String> servers, Optional<String> domain, int hops) {
    public TrustedResults {
        servers = servers.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    /// What they say together; empty when our servers say nothing.
    public Optional<AuthenticationResults> in(Header header) {
        var results = new ArrayList<AuthenticationResults.Result>();
        var received = 0;
        var found = false;
        for (var field : header.fields()) {
            if (field.name().equalsIgnoreCase("Received") && ++received >= hops) {
                break;
            }
            if (field.name().equalsIgnoreCase("Authentication-Results")) {
                var read = AuthenticationResults.read(field.unfolded()).filter(this::isOurs);
                found |= read.isPresent();
                read.ifPresent(ours -> results.addAll(ours.results()));
            }
        }
        return found ? Optional.of(new AuthenticationResults(Optional.empty(), results)) : Optional.empty();
    }

    private boolean isOurs(AuthenticationResults results) {
        return results.server()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> servers.isEmpty()
                        ? domain.filter(own -> Dkim.isWithin(name, own)).isPresent()
                        : servers.contains(name))
                .isPresent();
    }
}
