package dev.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The rules of the house that only the text can tell.
class SourcesTest {
    private static final Path ROOT = Path.of(System.getProperty("tocsin.root", ".."));
    private static final List<String> MODULES = List.of("config", "db", "monitor", "incidents", "status-page", "app");
    private static final int LONGEST = 300;

    /// Calls of Java's `now()` have an owner before the dot.
    private static final Pattern DATABASE_CLOCK = Pattern.compile(
            "(?<![.\\w])(now|NOW)\\(\\)|\\b(current_timestamp|current_date|current_time|localtimestamp|localtime)\\b"
                    + "|\\b(clock|statement|transaction)_timestamp\\(\\)");

    @Test
    void sql_never_asks_the_databases_clock_but_to_compare_it_with_ours() throws IOException {
        var found = Stream.concat(sources("src/main/java", ".java"), sources("src/main/resources", ".sql"))
                .filter(file -> !file.endsWith("schedule/TriggerStore.java"))
                .flatMap(file -> lines(file).stream()
                        .filter(line ->
                                DATABASE_CLOCK.matcher(withoutComment(line)).find())
                        .map(line -> ROOT.relativize(file) + ": " + line.strip()));

        assertThat(found).isEmpty();
    }

    @Test
    void no_file_has_outgrown_one_idea() throws IOException {
        var found = sources("src/main/java", ".java")
                .filter(file -> lines(file).size() > LONGEST)
                .map(file -> ROOT.relativize(file) + " has " + lines(file).size() + " lines");

        assertThat(found).isEmpty();
    }

    private static Stream<Path> sources(String folder, String ending) throws IOException {
        var found = Stream.<Path>builder();
        for (var module : MODULES) {
            var start = ROOT.resolve(module).resolve(folder);
            if (Files.isDirectory(start)) {
                try (var files = Files.walk(start)) {
                    files.filter(file -> file.toString().endsWith(ending)).forEach(found);
                }
            }
        }
        return found.build();
    }

    private static String withoutComment(String line) {
        return line.replaceFirst("(///|--|(?<!:)//|^\\s*\\*).*", "");
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException fault) {
            throw new java.io.UncheckedIOException(fault);
        }
    }
}
