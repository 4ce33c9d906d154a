package dev.tocsin.monitor;

import java.util.Objects;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// A regular expression as a value: equal to any other of the same text and flags. Java's own [Pattern] is equal to
/// itself alone, so that a monitor which holds one would seem to change each time the settings are read.
public final class Regex {
    private final Pattern pattern;

    private Regex(Pattern pattern) {
        this.pattern = pattern;
    }

    public static Regex of(Pattern pattern) {
        return new Regex(pattern);
    }

    /// Reads a regular expression of Java.
    /// @throws IllegalArgumentException naming the text and the cure
    public static Regex parse(String text) {
        try {
            return new Regex(Pattern.compile(text));
        } catch (PatternSyntaxException fault) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no regular expression (" + fault.getDescription() + "), mend or quote it",
                    fault);
        }
    }

    /// To search with.
    public Pattern pattern() {
        return pattern;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Regex regex
                && regex.pattern.pattern().equals(pattern.pattern())
                && regex.pattern.flags() == pattern.flags();
    }

    @Override
    public int hashCode() {
        return Objects.hash(pattern.pattern(), pattern.flags());
    }

    @Override
    public String toString() {
        return pattern.pattern();
    }
}
