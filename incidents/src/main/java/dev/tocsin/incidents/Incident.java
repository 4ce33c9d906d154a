package dev.tocsin.incidents;

import java.time.Instant;
import java.util.Optional;

/// Something broke. `key` tells what: at most one incident per key is open. `beganAt` is when the failure began,
/// `openedAt` when we believed it. `replyCode` answers it by SMS ("4a"). `escalateAt` is when the next step of
/// the policy falls due; empty when nobody is to be paged any more, or for as long as something holds it
/// (`heldBy` says what, for people). `escalationStep` is how many of its policy's steps have been walked, `calls` how
/// often people were called at all. `triggersAgainAt` is when an acknowledgement runs out. A
/// `drill` was opened to prove that people are reached.
public record Incident(
        IncidentId id,
        String key,
        Optional<String> monitorName,
        String title,
        String summary,
        Severity severity,
        IncidentStatus status,
        String policy,
        Instant beganAt,
        Instant openedAt,
        Optional<Instant> acknowledgedAt,
        Optional<String> acknowledgedBy,
        Optional<Instant> resolvedAt,
        Optional<String> resolvedBy,
        int replyCode,
        Optional<Instant> escalateAt,
        int escalationStep,
        int calls,
        Optional<Instant> triggersAgainAt,
        Optional<String> heldBy,
        boolean drill) {}
