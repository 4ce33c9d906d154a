package dev.tocsin.config;

import java.util.regex.Pattern;

/// Where a field stands in an entry that came from elsewhere than a file: `expect.status`, `steps[2].send`,
/// `headers["X.Key"]`.
public record FieldPath(String text) {

    /// The entry as a whole.
    public static final FieldPath ROOT = new FieldPath("");

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]{1,80}");

    /// The field `key` of the mapping at this place.
    public FieldPath key(String key) {
        if (!PLAIN.matcher(key).matches()) {
            return new FieldPath(text + "[" + Text.quote(key) + "]");
        }
        return new FieldPath(text.isEmpty() ? key : text + "." + key);
    }

    /// The item at `index`, from 0, of the list at this place.
    public FieldPath item(int index) {
        return new FieldPath(text + "[" + index + "]");
    }

    @Override
    public String toString() {
        return text;
    }
}
