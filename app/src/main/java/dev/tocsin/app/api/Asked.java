package dev.tocsin.app.api;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.core.SecurityContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/// Reads what requests ask for.
public final class Asked {
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9000-01-01T00:00:00Z");

    private Asked() {}

    /// An instant of a query; `otherwise` where none is said.
    /// @throws BadRequestException when it is none
    public static Instant instant(String key, @Nullable String text, Instant otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            // A plus sign that was not escaped comes as a space.
            var instant = OffsetDateTime.parse(text.strip().replace(' ', '+')).toInstant();
            if (!instant.isBefore(EARLIEST) && instant.isBefore(LATEST)) {
                return instant;
            }
        } catch (DateTimeException _) {
            // Told below.
        }
        throw new BadRequestException(
                "%s \"%s\" is no instant: write one such as 2026-12-24T08:00:00Z".formatted(key, text));
    }

    /// Who asks, as its token is called.
    public static String name(SecurityContext caller) {
        var principal = caller.getUserPrincipal();
        return principal == null ? "unknown" : principal.getName();
    }
}
