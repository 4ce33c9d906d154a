package dev.tocsin.incidents.delivery;

import java.time.Duration;
import java.time.Instant;

/// How many messages a provider may be handed at this moment: `rate` a second, and as many at once after a second of
/// rest. Pure; a clock that goes back only makes it wait.
record Bucket(int rate, double tokens, Instant at) {

    /// How many may leave, and the bucket afterwards.
    record Grant(int messages, Bucket after) {}

    static Bucket full(int rate, Instant now) {
        return new Bucket(rate, rate, now);
    }

    /// Takes up to `wanted` tokens.
    Grant take(int wanted, Instant now) {
        var filled = filled(now);
        var granted = Math.clamp((long) Math.floor(filled.tokens), 0, wanted);
        return new Grant(granted, new Bucket(rate, filled.tokens - granted, filled.at));
    }

    /// Puts back what was taken and not used.
    Bucket giveBack(int unused) {
        return new Bucket(rate, Math.min(rate, tokens + unused), at);
    }

    /// A message that could not wait took one: those after it wait for it, a minute's worth at most.
    Bucket overdrawn(Instant now) {
        var filled = filled(now);
        return new Bucket(rate, Math.max(-60.0 * rate, filled.tokens - 1), filled.at);
    }

    private Bucket filled(Instant now) {
        if (!now.isAfter(at)) {
            return this;
        }
        var seconds = Duration.between(at, now).toMillis() / 1_000.0;
        return new Bucket(rate, Math.min(rate, tokens + seconds * rate), now);
    }
}
