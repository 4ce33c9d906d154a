package dev.tocsin.monitor;

import java.time.Instant;
import java.util.Optional;

/// What a look saw of its target besides times, addresses and certificates: one record for each kind of answer. Their
/// components are plain (texts, numbers, instants, lists and maps of them), for they are written to JSON as they stand.
public sealed interface Facts
        permits HttpFacts,
                TcpFacts,
                SmtpFacts,
                ImapFacts,
                WebSocketFacts,
                DnsFacts,
                IcmpFacts,
                DomainFacts,
                GrpcFacts,
                HeartbeatFacts,
                PostureFacts {

    /// The key under which JSON shows it.
    String kind();

    /// In a line for a person.
    String words();

    /// From when on the target has been as it was seen; empty where the look itself is the first to tell.
    default Optional<Instant> since() {
        return Optional.empty();
    }
}
