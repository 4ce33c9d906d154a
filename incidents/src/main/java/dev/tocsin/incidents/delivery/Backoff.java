package dev.tocsin.incidents.delivery;

import java.time.Duration;
import java.util.List;

/// How long to wait before the next try: 2 s, 5 s, 15 s, 45 s, then every two minutes, each up to a fifth
/// shorter or longer so that many messages do not come back in one moment.
final class Backoff {
    private static final List<Duration> WAITS =
            List.of(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(45));
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private Backoff() {}

    /// The wait after the `attempt`-th try (from 1). `chance` is a random number from 0 to 1.
    static Duration after(int attempt, double chance) {
        var wait = attempt <= WAITS.size() ? WAITS.get(attempt - 1) : LONGEST;
        return Duration.ofMillis(Math.round(wait.toMillis() * (0.8 + 0.4 * chance)));
    }
}
