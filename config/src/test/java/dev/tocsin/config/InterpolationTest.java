package dev.tocsin.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InterpolationTest {

    @TempDir
    Path folder;

    private final Reading reading = new Reading();

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "plain, plain",
                "${NAME}, ana",
                "a ${NAME} b ${NAME}, a ana b ana",
                "${MISSING:-bo}, bo",
                "${NAME:-bo}, ana",
                "${EMPTY:-bo}, bo",
                "x${EMPTY}y, xy",
                "x${MISSING:-}y, xy",
                "$${NAME}, ${NAME}",
                "$NAME, $NAME",
                "$$, $$",
                "{NAME}, {NAME}",
                "${DOLLAR}, $1\\",
                "${MISSING:-http://a:1/$x}, http://a:1/$x",
            })
    void a_variable_is_filled_in(String written, String text) {
        assertThat(fillIn(written)).isEqualTo(text);
        assertThat(reading.problems()).isEmpty();
    }

    @Test
    void a_missing_variable_is_a_problem_at_its_place() {
        assertThat(fillIn("${MISSING}")).isEmpty();
        assertThat(reading.problems())
                .extracting(Problem::toString)
                .containsExactly(at("the environment has no variable MISSING,"
                        + " set it, or give a default with ${MISSING:-default}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"${", "${hunter2", "${}", "${hunt er2}", "${1hunter2}", "${A:-${hunter2}}", "${A-hunter2}"})
    void an_opening_without_a_name_is_a_problem_that_shows_nothing(String written) {
        fillIn(written);

        assertThat(reading.problems()).hasSize(1);
        assertThat(reading.problems().getFirst().text()).isEqualTo("a ${ here names no variable");
        assertThat(reading.problems().toString()).doesNotContain("hunt");
    }

    @ParameterizedTest
    @CsvSource({"'s3cret\n',s3cret", "'s3cret\r\n',s3cret", "s3cret,s3cret", "'a\n\n','a\n'", "' a ',' a '"})
    void a_secret_file_loses_one_trailing_newline(String content, String text) throws IOException {
        Files.writeString(folder.resolve("token"), content);

        assertThat(fillIn("${file:token}")).isEqualTo(text);
        assertThat(reading.problems()).isEmpty();
    }

    @Test
    void what_a_secret_file_holds_is_not_filled_in_again() throws IOException {
        Files.writeString(folder.resolve("token"), "${NAME}");

        assertThat(fillIn("${file:token}")).isEqualTo("${NAME}");
    }

    @Test
    void a_secret_file_that_cannot_be_used_is_a_problem() throws IOException {
        Files.createDirectory(folder.resolve("folder"));
        Files.write(folder.resolve("binary"), new byte[] {(byte) 0xC3, (byte) 0x28});
        Files.write(folder.resolve("large"), new byte[70_000]);

        assertThat(fillIn("${file:none}${file:folder}${file:binary}${file:large}${file:\0}"))
                .isEmpty();
        assertThat(reading.problems())
                .extracting(Problem::text)
                .containsExactly(
                        "the secret file \"none\" does not exist",
                        "the secret file \"folder\" cannot be read",
                        "the secret file \"binary\" is no UTF-8 text",
                        "the secret file \"large\" is larger than 64 KiB",
                        "the secret file \"?\" does not exist");
    }

    private String fillIn(String written) {
        var environment = Map.of("NAME", "ana", "EMPTY", "", "DOLLAR", "$1\\");
        var place = new Place(folder.resolve("tocsin.yml").toString(), 3, 7);
        reading.opened(place.file());
        return new Interpolation(environment, reading).fillIn(place, written).text();
    }

    private String at(String problem) {
        return folder.resolve("tocsin.yml") + ":3:7: " + problem;
    }
}
