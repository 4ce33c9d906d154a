package dev.tocsin.statuspage;

import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// The name by which the outside knows a component, an incident or an update: twelve lower-case letters and
/// digits. Links, feeds and other people's dashboards hold it, so it never changes and is never given out
/// again.
public record PublicId(String value) implements Comparable<PublicId> {
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9]{12}");
    private static final String SIGNS = "0123456789abcdefghijklmnopqrstuvwxyz";

    public PublicId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "public id '" + value + "', twelve lower-case letters and digits are needed");
        }
    }

    /// A new id of 62 random bits.
    public static PublicId random(RandomGenerator random) {
        var signs = new StringBuilder(12);
        for (var i = 0; i < 12; i++) {
            signs.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
        }
        return new PublicId(signs.toString());
    }

    @Override
    public int compareTo(PublicId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
