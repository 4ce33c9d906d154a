package dev.tocsin.monitor.heartbeat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// How often the database is asked for addresses that this process has never heard of: somebody who guesses may not
/// keep it from its work. Up to 200 at once, and 20 a second.
final class Strangers {
    private static final int MOST = 200;
    private static final Duration EACH = Duration.ofMillis(50);

    private final InstantSource clock;
    private Instant paidUntil = Instant.MIN;

    Strangers(InstantSource clock) {
        this.clock = clock;
    }

    /// False when too many have knocked.
    synchronized boolean mayKnock() {
        var now = clock.instant();
        var rested = now.minus(EACH.multipliedBy(MOST));
        var from = paidUntil.isAfter(rested) ? paidUntil : rested;
        var until = from.plus(EACH);
        if (until.isAfter(now)) {
            return false;
        }
        paidUntil = until;
        return true;
    }
}
