package dev.tocsin.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# only a comment\n", "---\n", "--- \n# nothing\n...\n", "~", "\uFEFF"})
    void a_file_that_says_nothing_leaves_the_defaults(String text) throws IOException {
        var settings = SettingsFixture.in(folder).settings(text);

        assertThat(settings.root().text("company")).isEqualTo("Our company");
        assertThat(settings.problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'a: 1\nb:\n\tc: 2'                | 3:1: a tab stands where only spaces may, indent with spaces",
                "'a: b: c'                         | 1:5: a colon stands where none may, check the indentation, and put a value that holds \": \" in quotes",
                "'a: [1, 2'                        | 1:4: a list or mapping in brackets is not closed, close it, and put a value that holds [ ] { } or , in quotes",
                "'a: {b: ${X}}'                    | 1:4: a list or mapping in brackets is not closed, close it, and put a value that holds [ ] { } or , in quotes",
                "'a: 1\n  b: 2'                    | 2:4: a colon stands where none may, check the indentation, and put a value that holds \": \" in quotes",
                "'a:\n  - b\n - c'                 | 3:2: this does not line up with what stands above, indent it like its neighbours",
                "'a: 1\nword\nb: 2'                | 2:1: a line without a colon stands among keys, write KEY: VALUE",
                "'a: \"x'                          | 1:4: a quoted text is not closed, add the closing quote",
                "'a: *b'                           | 1:4: an alias (*) names nothing, put a value that begins with * in quotes, or mark what is meant with &",
                "'a: @b'                           | 1:4: a value begins with a character that YAML keeps for itself, put the value in quotes",
                "'a: !b c'                         | 1:4: a YAML tag (!) stands here, put a value that begins with ! in quotes",
                "'a: 1\n---\nb: 2'                 | 3:1: a second document begins here, after ---, keep one, or move it to a file of its own and include: that",
                "'a: 1\nb: 2\na: 3'                | 3:1: \"a\" stands here twice, first on line 1, keep one of the two",
                "'a: { b: 1, b: 1 }'               | 1:12: \"b\" stands here twice, first on line 1, keep one of the two",
                "'- a\n- b'                        | 1:1: a list stands where the settings should be, write one KEY: VALUE a line",
                "'hello'                           | 1:1: one value stands where the settings should be, write one KEY: VALUE a line",
                "'[a, b]: c'                       | 1:1: a list or mapping stands where a key should be, put it in quotes, or write KEY: VALUE",
                "'a: 1\n<<: 5'                     | 2:5: one value cannot be merged in by <<, name a mapping by its alias",
                "'a: &x [ *x ]'                    | 1:4: an alias (*) stands inside what it names, write out what is meant",
            })
    void a_fault_of_syntax_is_one_clear_line(String text, String problem) throws IOException {
        var fixture = SettingsFixture.in(folder);
        var settings = fixture.settings(text);
        settings.root().has("a");
        settings.root().has("b");

        assertThat(fixture.problems(settings)).containsExactly("tocsin.yml:" + problem);
    }

    @Test
    void windows_line_ends_and_a_byte_order_mark_do_not_matter() throws IOException {
        var fixture = SettingsFixture.in(folder);
        var settings = fixture.settings("\uFEFFcompany: Ours\r\nport: abc\r\n");

        assertThat(settings.root().text("company")).isEqualTo("Ours");
        settings.root().number("port", 0, 9);
        assertThat(fixture.problems(settings)).hasSize(1).first().asString().startsWith("tocsin.yml:2:7: ");
    }

    @Test
    void utf_16_is_read_when_it_says_so() throws IOException {
        assertThat(bytes("company: Müller\n".getBytes(UTF_16)).root().text("company"))
                .isEqualTo("Müller");
    }

    @Test
    void utf_16_that_does_not_say_so_is_no_text() throws IOException {
        assertThat(bytes("company: Ours\n".getBytes(UTF_16LE)).problems())
                .extracting(Problem::text)
                .containsExactly("the character U+0000 is not allowed in YAML");
    }

    @Test
    void bytes_that_are_no_text_are_reported_where_they_begin() throws IOException {
        var latin = bytes("a: 1\nb: Müller\n".getBytes(ISO_8859_1));
        var control = bytes("a: 1\nü: \u0007\n".getBytes(UTF_8));

        assertThat(latin.problems())
                .containsExactly(new Problem(tocsin(), 2, 5, "the file is no UTF-8 text", "save it as UTF-8"));
        assertThat(control.problems()).hasSize(1);
        assertThat(control.problems().getFirst().toString())
                .startsWith(tocsin() + ":2:4: the character U+0007 is not allowed in YAML, ");
    }

    @Test
    void a_file_that_cannot_be_read_is_a_problem() throws IOException {
        Files.createDirectory(folder.resolve("conf"));
        Files.write(folder.resolve("large.yml"), new byte[SourceFile.LARGEST + 1]);
        var fixture = SettingsFixture.in(folder);

        assertThat(fixture.problems(fixture.read("none.yml")))
                .containsExactly("none.yml:1:1: there is no such file, create it or name another");
        assertThat(fixture.problems(fixture.read("conf"))).containsExactly("conf:1:1: this is a folder, name a file");
        assertThat(fixture.problems(fixture.read("large.yml")))
                .containsExactly("large.yml:1:1: the file is larger than 1 MiB, split it with include:");
    }

    @Test
    void a_file_without_the_right_to_read_it_is_a_problem() throws IOException {
        var fixture = SettingsFixture.in(folder).file("closed.yml", "a: 1\n");
        Files.setPosixFilePermissions(folder.resolve("closed.yml"), PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(folder.resolve("closed.yml")), "root reads everything");

        assertThat(fixture.problems(fixture.read("closed.yml")))
                .containsExactly(
                        "closed.yml:1:1: the file may not be read," + " let the user that runs this process read it");
    }

    @Test
    @Timeout(10)
    void ten_thousand_brackets_are_one_problem() throws IOException {
        for (var bracket : new String[] {"[", "{", "a: [", "- ", "? "}) {
            var settings = SettingsFixture.in(folder).settings(bracket.repeat(10_000));

            assertThat(settings.problems()).as(bracket).hasSize(1);
        }
    }

    @Test
    @Timeout(10)
    void aliases_of_aliases_do_not_fill_the_memory() throws IOException {
        var laughs = new StringBuilder("a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]\n");
        for (var level = 1; level < 20; level++) {
            laughs.append("a%1$d: &a%1$d [*a%2$d, *a%2$d, *a%2$d, *a%2$d, *a%2$d, *a%2$d, *a%2$d, *a%2$d, *a%2$d]\n"
                    .formatted(level, level - 1));
        }

        var settings = SettingsFixture.in(folder).settings(laughs.toString());

        assertThat(settings.problems()).extracting(Problem::text).contains("there are more than 250000 values here");
    }

    @Test
    @Timeout(10)
    void a_chain_of_aliases_does_not_exhaust_the_stack() throws IOException {
        var chain = new StringBuilder("a0: &a0 [x]\n");
        for (var level = 1; level < 2_000; level++) {
            chain.append("a%1$d: &a%1$d [*a%2$d]\n".formatted(level, level - 1));
        }

        assertThat(SettingsFixture.in(folder).settings(chain.toString()).problems())
                .extracting(Problem::text)
                .containsOnlyOnce("this stands more than 50 levels deep");
    }

    @Test
    void monitors_may_share_a_mapping_by_alias_and_merge_key() throws IOException {
        var root = SettingsFixture.in(folder).settings("""
                        monitors:
                          - &shop { name: shop, every: 5s, expect: { status: 200 } }
                          - { <<: *shop, name: blog }
                          - { <<: [ { every: 9s }, *shop ], name: news }
                        """).root();

        assertThat(root.sections("monitors"))
                .extracting(monitor -> monitor.text("name") + " "
                        + monitor.text("every") + " "
                        + monitor.section("expect").text("status"))
                .containsExactly("shop 5s 200", "blog 5s 200", "news 9s 200");
    }

    private SettingsFile bytes(byte[] bytes) throws IOException {
        Files.write(folder.resolve("tocsin.yml"), bytes);
        return SettingsFile.read(folder.resolve("tocsin.yml"), Map.of());
    }

    private String tocsin() {
        return folder.resolve("tocsin.yml").toString();
    }
}
