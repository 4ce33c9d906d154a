package dev.tocsin.app.agent;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before the server is asked again: 1 s, then twice as long each time, up to half a minute. A
/// fifth of it is by chance, so that agents that lost the server together do not come back to it together.
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final double CHANCE = 0.2;

    private final RandomGenerator random;
    private Duration next = FIRST;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    synchronized Duration next() {
        var pause = Duration.ofMillis((long) (next.toMillis() * (1 - CHANCE * random.nextDouble())));
        var doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        return pause;
    }

    synchronized void reset() {
        next = FIRST;
    }
}
