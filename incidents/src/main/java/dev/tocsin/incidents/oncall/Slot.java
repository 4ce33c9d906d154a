package dev.tocsin.incidents.oncall;

import java.time.Instant;

/// One turn of one responder in a rotation, from `start` (included) to `end` (excluded).
record Slot(String responder, Instant start, Instant end) {}
