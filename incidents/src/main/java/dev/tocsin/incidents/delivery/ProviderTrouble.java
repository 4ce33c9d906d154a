package dev.tocsin.incidents.delivery;

import java.time.Instant;

/// A provider that is left out, since when, and what it last said.
public record ProviderTrouble(String provider, Instant since, String reason) {}
