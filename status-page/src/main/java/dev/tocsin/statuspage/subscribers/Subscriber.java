package dev.tocsin.statuspage.subscribers;

import java.time.Instant;
import java.util.Optional;

/// Somebody, or a program, that wants to hear of the page. `language` is the tag of the one they read.
public record Subscriber(
        long id,
        Way way,
        String address,
        Wish wish,
        String language,
        Instant confirmedAt,
        int failures,
        Optional<Instant> endedAt,
        Optional<String> endedBecause) {}
