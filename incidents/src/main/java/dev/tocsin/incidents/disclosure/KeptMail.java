package dev.tocsin.incidents.disclosure;

import java.time.Instant;
import java.util.Optional;

/// A mail that came, and what became of it and why.
///
/// @param outcome stored (not read yet), case, thread, bounce, held or known
/// @param answer which rule let a machine answer it, or kept it from that
/// @param reference of its case
public record KeptMail(
        long id,
        String via,
        String sender,
        String recipient,
        Instant receivedAt,
        int size,
        String sha256,
        String outcome,
        String reason,
        String answer,
        boolean failed,
        Optional<String> reference,
        Optional<String> messageId) {}
