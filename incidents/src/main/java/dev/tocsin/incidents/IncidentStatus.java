package dev.tocsin.incidents;

/// Where an incident stands.
public enum IncidentStatus {
    /// Nobody has answered yet: people are being paged.
    TRIGGERED,
    /// Somebody has it.
    ACKNOWLEDGED,
    /// Over, for good: a new failure is a new incident.
    RESOLVED
}
