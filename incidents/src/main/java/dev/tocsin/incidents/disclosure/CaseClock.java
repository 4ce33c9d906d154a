package dev.tocsin.incidents.disclosure;

import dev.tocsin.incidents.disclosure.triage.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/// What is due in a case, and when. Pure. The machine's acknowledgement stops none of it.
///
/// @param lastSentAt when a person last wrote to the reporter
/// @param told which alarms have been given, a bit each
record CaseClock(
        Kind kind, boolean over, Instant receivedAt, Instant firstReplyDueAt, Optional<Instant> lastSentAt, int told) {
    private static final Duration UPDATE = Duration.ofDays(30);
    private static final Duration PRIVACY_WARNING = Duration.ofDays(23);

    /// One alarm. Its place is kept in a column and never changes.
    enum Alarm {
        HALF(0, "half of the time for a first answer is gone", false),
        FOUR_FIFTHS(1, "four fifths of the time for a first answer are gone", false),
        NEARLY_OVER(2, "the time for a first answer is nearly over", true),
        UPDATE(3, "the reporter has heard nothing for 30 days", false),
        SIXTY_DAYS(4, "30 of the 90 days until disclosure are left", false),
        EIGHTY_DAYS(5, "10 of the 90 days until disclosure are left", false),
        NINETY_DAYS(6, "the 90 days until disclosure are over", false),
        PRIVACY(7, "a week of the month for a privacy request is left", false);

        private final int place;
        private final String words;
        private final boolean urgent;

        Alarm(int place, String words, boolean urgent) {
            this.place = place;
            this.words = words;
            this.urgent = urgent;
        }

        String words() {
            return words;
        }

        /// Whether somebody is woken for it.
        boolean urgent() {
            return urgent;
        }

        int bit() {
            return 1 << place;
        }
    }

    record Due(Alarm alarm, Instant at) {}

    /// The next that has not been told; empty when there is none.
    Optional<Due> next() {
        return over
                ? Optional.empty()
                : Arrays.stream(Alarm.values())
                        .filter(alarm -> (told & alarm.bit()) == 0)
                        .flatMap(alarm -> at(alarm).map(at -> new Due(alarm, at)).stream())
                        .min(Comparator.comparing(Due::at));
    }

    private Optional<Instant> at(Alarm alarm) {
        var answered = lastSentAt.isPresent();
        return switch (alarm) {
            case HALF -> answered ? Optional.empty() : Optional.of(part(50));
            case FOUR_FIFTHS -> answered ? Optional.empty() : Optional.of(part(80));
            case NEARLY_OVER -> answered ? Optional.empty() : Optional.of(part(95));
            case UPDATE -> lastSentAt.map(sent -> sent.plus(UPDATE));
            case SIXTY_DAYS -> disclosure(60);
            case EIGHTY_DAYS -> disclosure(80);
            case NINETY_DAYS -> disclosure(90);
            case PRIVACY -> kind == Kind.PRIVACY ? Optional.of(receivedAt.plus(PRIVACY_WARNING)) : Optional.empty();
        };
    }

    private Instant part(int percent) {
        return receivedAt.plus(Duration.between(receivedAt, firstReplyDueAt)
                .multipliedBy(percent)
                .dividedBy(100));
    }

    private Optional<Instant> disclosure(int days) {
        return kind == Kind.SECURITY ? Optional.of(receivedAt.plus(Duration.ofDays(days))) : Optional.empty();
    }
}
