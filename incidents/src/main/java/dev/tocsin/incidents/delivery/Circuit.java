package dev.tocsin.incidents.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Whether a provider is worth trying. Three failures in a row make it failing, a fault of our account does at
/// once. A failing one is asked without a message after 5 s, then at twice the distance each time, up to a minute;
/// once it answers it is tried again, and a single failure then is enough. Pure.
///
/// @param nextAsk when a failing provider is asked again; empty while it works
/// @param pause how long after this ask the next one is
record Circuit(int failures, Optional<Instant> nextAsk, Duration pause) {
    static final int LIMIT = 3;
    static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    static final Circuit WORKING = new Circuit(0, Optional.empty(), FIRST_PAUSE);

    boolean failing() {
        return nextAsk.isPresent();
    }

    /// After a try with a message.
    Circuit after(Outcome outcome, Instant at) {
        return switch (outcome) {
            case Outcome.Accepted _, Outcome.Refused _ -> WORKING;
            case Outcome.Unknown _ -> failed(failures + 1, at);
            case Outcome.Postponed postponed ->
                switch (postponed.blame()) {
                    case MESSAGE -> WORKING;
                    case PACE, PROVIDER -> failed(failures + 1, at);
                    case ACCOUNT -> failed(LIMIT, at);
                };
        };
    }

    boolean askDue(Instant now) {
        return nextAsk.filter(at -> !at.isAfter(now)).isPresent();
    }

    /// Somebody goes and asks; meanwhile nobody else does.
    Circuit asking(Instant now) {
        return failing() ? new Circuit(failures, Optional.of(now.plus(pause)), longer(pause)) : this;
    }

    /// The provider answered when it was asked.
    Circuit answered() {
        return failing() ? new Circuit(LIMIT - 1, Optional.empty(), pause) : this;
    }

    private Circuit failed(int inARow, Instant at) {
        var counted = Math.min(inARow, LIMIT);
        if (failing() || counted < LIMIT) {
            return new Circuit(counted, nextAsk, pause);
        }
        return new Circuit(counted, Optional.of(at.plus(pause)), longer(pause));
    }

    private static Duration longer(Duration pause) {
        var twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }
}
