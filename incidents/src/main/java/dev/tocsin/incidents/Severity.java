package dev.tocsin.incidents;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How bad an incident is; the order is the order in which pages leave.
public enum Severity {
    CRITICAL,
    MAJOR,
    MINOR;

    /// The word in settings, texts and JSON.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What `word` means; empty when it is none of ours.
    public static Optional<Severity> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }
}
