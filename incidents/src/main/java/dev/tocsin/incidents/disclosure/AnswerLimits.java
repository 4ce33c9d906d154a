package dev.tocsin.incidents.disclosure;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// How often a machine may answer, so that two machines do not keep each other busy: once per case, three times a day
/// to
/// an address, twenty to a domain, and sixty an hour in all, after which a person is called.
final class AnswerLimits {
    static final int IN_ALL = 60;

    private static final int ADDRESS = 3;
    private static final int DOMAIN = 20;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final CorrespondenceStore store = new CorrespondenceStore();

    /// Why not; empty when it may.
    Optional<String> against(Handle handle, String address, Instant now) {
        var since = now.minus(DAY);
        var answers = store.answersSince(handle, lower(address), domain(address), since);
        if (answers.address() >= ADDRESS) {
            return Optional.of("%d answers to this address today".formatted(answers.address()));
        }
        if (answers.domain() >= DOMAIN) {
            return Optional.of("%d answers to this domain today".formatted(answers.domain()));
        }
        return isBroken(handle, now)
                ? Optional.of("%d answers within an hour: a machine answers nobody now".formatted(IN_ALL))
                : Optional.empty();
    }

    /// Whether so many were answered that something must be wrong.
    boolean isBroken(Handle handle, Instant now) {
        return store.answersSince(handle, now.minus(HOUR)) >= IN_ALL;
    }

    void note(Handle handle, String address, DisclosureId of, Instant now) {
        store.answered(handle, lower(address), domain(address), of, now);
    }

    private static String lower(String address) {
        return address.toLowerCase(Locale.ROOT);
    }

    private static String domain(String address) {
        return lower(address.substring(address.lastIndexOf('@') + 1));
    }
}
