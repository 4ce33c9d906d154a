package dev.tocsin.incidents.disclosure;

import java.time.Instant;

/// What was done with a case, by whom, and why.
public record CaseEvent(Instant at, String kind, String by, String detail) {}
