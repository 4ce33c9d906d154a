package dev.tocsin.incidents.oncall;

import java.time.Instant;

/// A responder is on call from `start` (included) to `end` (excluded).
public record Shift(String responder, Instant start, Instant end) {}
