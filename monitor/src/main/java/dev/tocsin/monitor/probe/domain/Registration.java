package dev.tocsin.monitor.probe.domain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.monitor.DomainFacts;
import dev.tocsin.monitor.probe.Wording;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a registry's answer about a domain (RFC 9083). Pure.
final class Registration {

    private static final int MOST_STATUSES = 50;

    private Registration() {}

    /// Empty when `answer` is not about `name`.
    static Optional<DomainFacts> read(JsonNode answer, DomainName name, String server) {
        var about = answer.path("ldhName").asText();
        if (!answer.path("objectClassName").asText("domain").equals("domain") || !about(about, name)) {
            return Optional.empty();
        }
        return Optional.of(new DomainFacts(name.ascii(), expiry(answer), registrar(answer), statuses(answer), server));
    }

    /// The name is optional in an answer.
    private static boolean about(String written, DomainName name) {
        try {
            return written.isEmpty() || DomainName.of(written).equals(name);
        } catch (IllegalArgumentException other) {
            return false;
        }
    }

    private static Optional<Instant> expiry(JsonNode answer) {
        for (var event : answer.path("events")) {
            if (event.path("eventAction").asText().equals("expiration")) {
                return instant(event.path("eventDate").asText());
            }
        }
        return Optional.empty();
    }

    /// RFC 3339; a few registries give the day alone.
    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(
                    text.length() == 10
                            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<String> registrar(JsonNode answer) {
        for (var entity : answer.path("entities")) {
            if (has(entity.path("roles"), "registrar")) {
                var name = fullName(entity).orElse(entity.path("handle").asText());
                return name.isBlank() ? Optional.empty() : Optional.of(Wording.cut(name));
            }
        }
        return Optional.empty();
    }

    private static boolean has(JsonNode texts, String wanted) {
        for (var text : texts) {
            if (text.asText().equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    /// The `fn` of a jCard (RFC 7095): `["fn", {}, "text", "Example Registrar"]`.
    private static Optional<String> fullName(JsonNode entity) {
        for (var property : entity.path("vcardArray").path(1)) {
            if (property.path(0).asText().equals("fn")) {
                return Optional.of(property.path(3).asText()).filter(name -> !name.isBlank());
            }
        }
        return Optional.empty();
    }

    private static List<String> statuses(JsonNode answer) {
        var statuses = new ArrayList<String>();
        for (var status : answer.path("status")) {
            if (statuses.size() < MOST_STATUSES) {
                statuses.add(Wording.cut(status.asText()));
            }
        }
        return List.copyOf(statuses);
    }
}
