package dev.tocsin.app.edge;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// What is known of a token. The token itself is known to its owner alone.
public record AccessToken(
        String name,
        Set<Scope> scopes,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Instant> lastUsedAt,
        Optional<Instant> revokedAt) {

    public boolean valid(Instant at) {
        return revokedAt.isEmpty() && expiresAt.map(at::isBefore).orElse(true);
    }
}
