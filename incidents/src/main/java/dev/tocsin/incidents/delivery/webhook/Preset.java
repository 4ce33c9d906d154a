package dev.tocsin.incidents.delivery.webhook;

/// In whose words a webhook is told.
public enum Preset {
    /// Ours: docs/delivery.md describes it. Signed.
    TOCSIN,
    SLACK,
    TEAMS,
    DISCORD,
    NTFY,
    /// Events API v2; the secret is the routing key.
    PAGERDUTY
}
