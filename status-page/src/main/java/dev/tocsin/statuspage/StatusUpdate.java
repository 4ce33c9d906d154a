package dev.tocsin.statuspage;

import java.time.Instant;

/// One thing said to customers about an incident. `displayAt` is the time the page shows.
public record StatusUpdate(PublicId id, Phase phase, String body, Instant createdAt, Instant displayAt) {}
