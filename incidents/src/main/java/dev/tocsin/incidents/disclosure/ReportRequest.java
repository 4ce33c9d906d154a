package dev.tocsin.incidents.disclosure;

import java.time.Instant;
import java.util.Optional;

/// Somebody wants the pen-test report.
///
/// @param nda what was seen of a non-disclosure agreement
/// @param expiresAt until when the link works; empty before a second person has approved
public record ReportRequest(
        long id,
        DisclosureId of,
        String recipient,
        String company,
        String nda,
        String requestedBy,
        Instant requestedAt,
        Optional<String> approvedBy,
        Optional<Instant> expiresAt) {}
