package dev.tocsin.app.edge;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a token may do. A scope stands for itself alone: `ADMIN` does not open what the others guard.
public enum Scope {
    EVENTS_WRITE("events:write"),
    MONITORS_READ("monitors:read"),
    MONITORS_WRITE("monitors:write"),
    INCIDENTS_READ("incidents:read"),
    INCIDENTS_WRITE("incidents:write"),
    SCHEDULES_READ("schedules:read"),
    SCHEDULES_WRITE("schedules:write"),
    STATUS_READ("status:read"),
    STATUS_WRITE("status:write"),
    DISCLOSURES_READ("disclosures:read"),
    DISCLOSURES_WRITE("disclosures:write"),
    AUDIT_READ("audit:read"),
    /// To look from another place: to be handed what is looked at there, with its secrets, and to post what was
    /// seen.
    AGENTS("agents"),
    ADMIN("admin");

    private final String word;

    Scope(String word) {
        this.word = word;
    }

    /// The word that people, tokens and `@RolesAllowed` use.
    public String word() {
        return word;
    }

    public static Optional<Scope> of(String word) {
        return Arrays.stream(values())
                .filter(scope -> scope.word.equals(word.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /// All words, for a message that says what could have been written.
    public static String words() {
        return Arrays.stream(values()).map(Scope::word).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return word;
    }
}
