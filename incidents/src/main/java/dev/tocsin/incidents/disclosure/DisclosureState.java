package dev.tocsin.incidents.disclosure;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How far a case is. The way leads from the first to `CLOSED`; the others are exits from it.
public enum DisclosureState {
    RECEIVED,
    ACKNOWLEDGED,
    TRIAGED,
    CONFIRMED,
    REMEDIATING,
    REMEDIATED,
    DISCLOSED,
    CLOSED,
    DUPLICATE,
    OUT_OF_SCOPE,
    INFORMATIONAL,
    NOT_REPRODUCIBLE,
    SPAM,
    SUPPORT_HAND_OFF;

    /// The word of the API.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<DisclosureState> of(String word) {
        return Arrays.stream(values())
                .filter(state -> state.word().equals(word))
                .findFirst();
    }

    /// Whether nobody works on it any more.
    public boolean isOver() {
        return compareTo(CLOSED) >= 0;
    }

    /// Whether a person may bring a case from here to `next`: any way but back to what only a machine does. What is
    /// over may be taken up again.
    public boolean mayBecome(DisclosureState next) {
        return next != this && next != RECEIVED && next != ACKNOWLEDGED;
    }
}
