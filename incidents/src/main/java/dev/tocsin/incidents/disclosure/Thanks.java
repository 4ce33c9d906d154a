package dev.tocsin.incidents.disclosure;

import java.time.Instant;

/// Somebody who reported something that is disclosed by now, and who wants to be named.
public record Thanks(String name, Instant disclosedAt) {}
