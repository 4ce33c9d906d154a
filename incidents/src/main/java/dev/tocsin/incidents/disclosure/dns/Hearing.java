package dev.tocsin.incidents.disclosure.dns;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Whether our resolver is worth waiting for. Three questions in a row of which nothing came back give rise to the
/// doubt, and only its silence on a question about the root makes it silent: name servers of others cannot do that,
/// however many of them are. A silent one is asked about the root every 15 s until it answers. Pure.
///
/// @param silences how many questions in a row nothing came back of
/// @param nextAsk when a silent one is asked again; empty while it answers
record Hearing(int silences, Optional<Instant> nextAsk) {
    static final int LIMIT = 3;
    static final Duration PAUSE = Duration.ofSeconds(15);
    static final Hearing GOOD = new Hearing(0, Optional.empty());

    boolean isSilent() {
        return nextAsk.isPresent();
    }

    /// After a question of which nothing came back.
    Hearing missed() {
        return new Hearing(silences + 1, nextAsk);
    }

    /// Whether it should be asked about the root now.
    boolean askDue(Instant now) {
        return nextAsk.map(at -> !at.isAfter(now)).orElse(silences >= LIMIT);
    }

    /// Somebody goes and asks; meanwhile nobody else does.
    Hearing asking(Instant now) {
        return isSilent() ? new Hearing(silences, Optional.of(now.plus(PAUSE))) : new Hearing(0, nextAsk);
    }

    /// Nothing came back of the question about the root.
    Hearing dead(Instant now) {
        return new Hearing(silences, Optional.of(now.plus(PAUSE)));
    }
}
