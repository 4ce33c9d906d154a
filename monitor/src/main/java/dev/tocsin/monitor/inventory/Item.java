package dev.tocsin.monitor.inventory;

import dev.tocsin.config.Secret;
import dev.tocsin.monitor.Hold;
import dev.tocsin.monitor.MonitorId;
import dev.tocsin.monitor.Owner;
import dev.tocsin.monitor.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One monitor as its rows tell of it. `lastLookedAt` is empty until the first look was settled; `made` is empty for
/// what stands in the settings file.
public record Item(
        MonitorId id,
        String name,
        Owner owner,
        Verdict verdict,
        Instant since,
        String reason,
        Optional<Instant> lastLookedAt,
        Duration every,
        Optional<Pause> paused,
        Optional<Hold> heldBy,
        Instant createdAt,
        Optional<Made> made) {

    /// Since when nobody looks, and who wanted it so.
    public record Pause(Instant at, String by) {}

    /// How the API made it: `definition` is JSON, with the secrets in it; `version` is another after each change of it.
    public record Made(long version, Secret definition, Instant changedAt, String changedBy) {}
}
