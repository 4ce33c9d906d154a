package dev.tocsin.monitor.heartbeat;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// One call as it is kept. `id` grows in the order in which the calls of a job came, and `at` never falls in it. `run`
/// tells overlapping runs apart, where the job says which one it means.
public record Call(long id, Instant at, Signal signal, Optional<UUID> run, Optional<String> body) {}
