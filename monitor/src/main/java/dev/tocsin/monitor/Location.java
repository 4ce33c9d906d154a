package dev.tocsin.monitor;

import java.util.regex.Pattern;

/// A place from which we look. The server's own is [#HERE], whatever the settings call it; every other one has an
/// agent.
public record Location(String name) {

    /// Where the server itself runs. It has no name, so that renaming it in the settings changes no row.
    public static final Location HERE = new Location("");

    private static final Pattern FORM = Pattern.compile("[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?");

    /// Reads the name of a location: it becomes a label of metrics and a part of paths.
    /// @throws IllegalArgumentException naming the value and the cure
    public static String parseName(String text) {
        var name = text.strip();
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no name for a location, write small letters, digits and dashes, 32 at most");
        }
        return name;
    }

    public boolean isHere() {
        return equals(HERE);
    }
}
