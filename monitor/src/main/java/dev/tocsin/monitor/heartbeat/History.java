package dev.tocsin.monitor.heartbeat;

import java.time.Instant;
import java.util.List;

/// What is known of a job: its `calls` since it is watched, the oldest first, and since when its rhythm is what it is.
record History(Instant rhythmSince, List<Call> calls) {}
