package dev.tocsin.config;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.Mark;

/// Where something stands. `line` and `column` count from 1. In an entry that came from elsewhere than a file there are
/// no lines: `file` is then the name of the field, and both are 0.
record Place(String file, int line, int column) {

    private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z0-9_-]+");

    /// An entry that came from elsewhere, as a whole.
    static Place ofEntry() {
        return new Place("", 0, 0);
    }

    static Place startOf(String file) {
        return new Place(file, 1, 1);
    }

    /// The parser counts from 0.
    static Place of(String file, Mark mark) {
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private boolean isField() {
        return line == 0;
    }

    /// Where `key` of the mapping at this place would stand, should it be missing. Only fields can tell.
    Place key(String key) {
        if (!isField() || key.isEmpty()) {
            return this;
        }
        var plain = PLAIN_KEY.matcher(key).matches();
        return new Place(plain ? (file.isEmpty() ? key : file + "." + key) : file + "[" + Text.quote(key) + "]", 0, 0);
    }

    /// Where the item at `index` (from 0) of the list at this place stands.
    Place item(int index) {
        return isField() ? new Place(file + "[" + index + "]", 0, 0) : this;
    }

    /// `path` as seen from the folder of this file.
    /// @throws java.nio.file.InvalidPathException when no file system could have such a path
    /// @throws IllegalArgumentException when this is a field: who sends one has no business with our files
    Path resolve(String path) {
        if (isField()) {
            throw new IllegalArgumentException("a file of this machine cannot be named here, "
                    + "leave it out, or write the whole entry in the settings file");
        }
        return Path.of(file).resolveSibling(path);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
