package dev.tocsin.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// The files that a pattern such as `conf.d/*.yml` names, sorted by name. Hidden files are left out, as in a shell.
final class Globs {

    private static final Pattern WILD = Pattern.compile("[*?\\[{]");
    private static final int DEEPEST = 8;
    private static final int MOST_FILES = 10_000;

    private Globs() {}

    /// A pattern without wildcards names one file, there or not; one with them may match none, but its folder must
    /// exist.
    /// @throws IllegalArgumentException when `pattern` is no pattern or its folder is missing
    static List<Path> files(Place at, String pattern) throws IOException {
        var wild = WILD.matcher(pattern);
        if (!wild.find()) {
            return List.of(at.resolve(pattern));
        }
        var cut = pattern.lastIndexOf('/', wild.start()) + 1;
        var folder = at.resolve(pattern.substring(0, cut));
        var rest = pattern.substring(cut);
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(folder + " is no folder");
        }
        // A walk does not follow a link, not even the one it begins at.
        var listed = folder.toRealPath();
        var matcher = listed.getFileSystem().getPathMatcher("glob:" + rest);
        var depth = rest.contains("**")
                ? DEEPEST
                : Math.toIntExact(rest.chars().filter(c -> c == '/').count()) + 1;
        try (var found = Files.walk(listed, depth)) {
            return found.limit(MOST_FILES)
                    .map(listed::relativize)
                    .filter(path -> matcher.matches(path) && !hidden(path))
                    .sorted()
                    .map(folder::resolve)
                    .filter(Files::isRegularFile)
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean hidden(Path path) {
        for (var name : path) {
            if (name.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }
}
