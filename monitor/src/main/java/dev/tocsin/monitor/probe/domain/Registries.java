package dev.tocsin.monitor.probe.domain;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Which RDAP server answers for which domains, by IANA's list (RFC 9224). Pure.
record Registries(Map<String, URI> servers) {

    /// Reads the list. What is not as it should be is left out.
    static Registries read(JsonNode list) {
        var servers = new HashMap<String, URI>();
        for (var service : list.path("services")) {
            server(service.path(1)).ifPresent(server -> {
                for (var zone : service.path(0)) {
                    servers.put(zone.asText().toLowerCase(Locale.ROOT), server);
                }
            });
        }
        return new Registries(Map.copyOf(servers));
    }

    /// The encrypted one where there is a choice.
    private static Optional<URI> server(JsonNode urls) {
        Optional<URI> found = Optional.empty();
        for (var url : urls) {
            var server = url(url.asText());
            if (server.isPresent() && "https".equals(server.get().getScheme())) {
                return server;
            }
            found = found.or(() -> server);
        }
        return found;
    }

    private static Optional<URI> url(String text) {
        try {
            var url = URI.create(text);
            return url.getHost() == null ? Optional.empty() : Optional.of(url);
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /// The server for `name`: that of the longest zone it lies in.
    Optional<URI> server(DomainName name) {
        for (var zone = name.ascii(); ; zone = zone.substring(zone.indexOf('.') + 1)) {
            var server = servers.get(zone);
            if (server != null || zone.indexOf('.') < 0) {
                return Optional.ofNullable(server);
            }
        }
    }
}
