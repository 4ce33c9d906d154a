package dev.tocsin.monitor.posture.live;

import dev.tocsin.monitor.posture.name.WebUrl;
import java.time.Instant;
import java.util.Optional;

/// The servers that a look need not meet as strangers: what Java's own TLS saw there of late is only compared with what
/// a faster library sees now, and wherever that differs Java's own looks again.
///
/// @param faster empty where this machine has none
record Familiar(WebUrl target, Instant at, KnownSurveys surveys, Optional<Handshaker> faster) {

    /// A handshake by which `endpoint` was found as it was known, its connection left in `lines`; else empty. Blocks
    /// for
    /// the endpoint's time at most.
    Optional<Greeting> greeting(Endpoint endpoint, Lines lines) {
        return faster.flatMap(handshaker ->
                surveys.met(target, endpoint, at).flatMap(known -> Greeting.again(known, endpoint, handshaker, lines)));
    }
}
