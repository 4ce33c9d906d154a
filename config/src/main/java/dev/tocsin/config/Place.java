package dev.tocsin.config;

import java.nio.file.Path;
import org.yaml.snakeyaml.error.Mark;

/// Where something stands. `line` and `column` count from 1.
record Place(String file, int line, int column) {

    static Place startOf(String file) {
        return new Place(file, 1, 1);
    }

    /// The parser counts from 0.
    static Place of(String file, Mark mark) {
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    /// `path` as seen from the folder of this file.
    /// @throws java.nio.file.InvalidPathException when no file system could have such a path
    Path resolve(String path) {
        return Path.of(file).resolveSibling(path);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
