package dev.tocsin.config;

import java.util.List;
import java.util.regex.Pattern;

/// One value as it was `written`, and as it reads once `${…}` is filled in. Problems quote what was written: what came
/// from the environment or from a secret file is never shown.
record Text(Place at, String written, String text, List<Expansion> expansions) implements Value {

    private static final int LONGEST_QUOTE = 80;
    private static final int SHORTEST_REDACTED = 4;
    private static final Pattern URL_PASSWORD = Pattern.compile("//[^/\\s\"]*@");
    private static final Pattern PARAMETER_PASSWORD = Pattern.compile("(?i)(password=)[^&\\s\"]*");

    /// One `${…}` and what was put in its place.
    record Expansion(String written, String value) {}

    @Override
    public String kind() {
        return "one value";
    }

    String quoted() {
        return quote(written);
    }

    /// `message` with every value that came from outside put back to its `${…}`, on one line.
    String redact(String message) {
        var redacted = message.replace('"' + text + '"', quoted());
        if (text.length() > LONGEST_QUOTE) {
            redacted = redacted.replace(text, quoted());
        }
        for (var expansion : expansions) {
            // Shorter ones would also be found inside ordinary words.
            if (expansion.value().length() >= SHORTEST_REDACTED) {
                redacted = redacted.replace(expansion.value(), expansion.written());
            }
        }
        return withoutPasswords(oneLine(redacted));
    }

    /// What a person who may not know secrets may see of it.
    String shown() {
        return withoutPasswords(expansions.isEmpty() ? text : written);
    }

    /// `text` in quotes, on one line, cut when long, without control characters or a URL's password.
    static String quote(String text) {
        // In this order: a cut must not part a password from the @ it is known by.
        var line = withoutPasswords(oneLine(text));
        return '"' + (line.length() > LONGEST_QUOTE ? line.substring(0, LONGEST_QUOTE) + "…" : line) + '"';
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ").replaceAll("[\\p{Cc}\\p{Cf}]", "?");
    }

    private static String withoutPasswords(String text) {
        var withoutUser = URL_PASSWORD.matcher(text).replaceAll("//[redacted]@");
        return PARAMETER_PASSWORD.matcher(withoutUser).replaceAll("$1[redacted]");
    }

    /// The text may be a secret.
    @Override
    public String toString() {
        return "text at " + at;
    }
}
