package dev.tocsin.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class AnyInputTest {

    private static Path scratch = Path.of("scratch");

    @BeforeContainer
    static void makeScratch() throws IOException {
        scratch = Files.createTempDirectory("tocsin-config");
    }

    @AfterContainer
    static void removeScratch() throws IOException {
        Files.deleteIfExists(scratch.resolve("tocsin.yml"));
        Files.delete(scratch);
    }

    @Property(tries = 300)
    void no_bytes_whatever_make_reading_fail(@ForAll byte[] bytes) throws IOException {
        readEverything(bytes);
    }

    @Property(tries = 500)
    void no_text_whatever_makes_reading_fail(@ForAll("yamlish") String text) throws IOException {
        readEverything(text.getBytes(UTF_8));
    }

    @Provide
    Arbitrary<String> yamlish() {
        var signs = Arbitraries.of(
                "a",
                "http",
                "monitors",
                ": ",
                ":",
                "- ",
                "\n",
                "\n  ",
                "\t",
                "[",
                "]",
                "{",
                "}",
                ", ",
                "\"",
                "'",
                "|",
                ">",
                "&a ",
                "*a",
                "<<",
                "!",
                "!!int ",
                "%YAML 99999999999.1\n",
                "---\n",
                "...\n",
                "?",
                "#",
                "${",
                "}",
                "$",
                "${A}",
                "\\",
                "\\x",
                "\\U00FFFFFF",
                "~",
                "@",
                "\u0085",
                "\u2028",
                "\r",
                "ü",
                "\uD83D\uDE00",
                "include: ",
                "*");
        return signs.list().ofMaxSize(40).map(parts -> String.join("", parts));
    }

    /// Each kind of reader on each key, whatever stands there.
    private static void readEverything(byte[] bytes) throws IOException {
        Files.write(scratch.resolve("tocsin.yml"), bytes);
        var settings = SettingsFile.read(scratch.resolve("tocsin.yml"), Map.of("A", "x"));
        for (var key : new String[] {"a", "http", "monitors"}) {
            var root = settings.root();
            root.text(key);
            root.texts(key);
            root.number(key, 0, 1);
            root.flag(key);
            root.duration(key, Duration.ZERO, Duration.ofDays(1));
            root.secret(key);
            root.url(key, "https");
            root.optionalPath(key);
            root.section(key).text("a");
            root.sections(key).forEach(item -> item.text("a"));
            root.entries(key);
            root.entryLists(key);
            root.problem(key, "a", "b");
        }
        assertThat(settings.problems()).allSatisfy(problem -> {
            assertThat(problem.line()).isPositive();
            assertThat(problem.column()).isPositive();
            assertThat(problem.toString()).doesNotContain("\n");
        });
    }
}
