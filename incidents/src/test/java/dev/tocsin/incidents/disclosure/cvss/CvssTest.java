package dev.tocsin.incidents.disclosure.cvss;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CvssTest {

    @ParameterizedTest
    @CsvSource({
        "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H, 9.8, CRITICAL",
        "CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N, 6.1, MEDIUM",
        "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N, 0.0, NONE",
        "CVSS:3.1/S:U/AV:L/AC:L/PR:L/UI:N/C:H/I:H/A:H/E:U/RL:O/RC:U, 6.3, MEDIUM",
        "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/MAV:P/CR:L/IR:L/AR:L, 5.0, MEDIUM",
        "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H, 10.0, CRITICAL",
        "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N, 9.3, CRITICAL",
        "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:P/VC:N/VI:N/VA:N/SC:L/SI:L/SA:N, 5.3, MEDIUM",
        "CVSS:4.0/AV:L/AC:L/AT:P/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H/E:P/MSI:S, 8.7, HIGH",
        "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:N/SI:N/SA:N, 0.0, NONE",
    })
    void a_vector_has_the_score_of_the_standard(String vector, String score, Cvss.Rating rating) {
        var cvss = Cvss.of(vector);

        assertThat(cvss.score()).isEqualTo(score);
        assertThat(cvss.rating()).isEqualTo(rating);
    }

    /// Exactly between two tenths; calculators that use binary fractions say 8.5.
    @Test
    void a_half_is_rounded_up() {
        assertThat(Cvss.of("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:P/VC:H/VI:L/VA:N/SC:H/SI:H/SA:H")
                        .tenths())
                .isEqualTo(86);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
                "CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
                "cvss:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
                "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H",
                "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/",
                "CVSS:3.1/AV:N/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
                "CVSS:3.1/AV:n/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
                "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/X:Y",
                " CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
                "CVSS:4.0/AC:L/AV:N/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H",
                "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:S/SA:H",
            })
    void what_is_no_vector_has_no_score(String text) {
        assertThatThrownBy(() -> Cvss.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(", ");
    }

    @Test
    void every_vector_of_the_suites_has_its_score() throws IOException {
        var folder = System.getProperty("tocsin.vectors");
        assumeTrue(folder != null, "the vectors are not here; -Dtocsin.vectors=FOLDER says where");
        var cvss = Path.of(folder, "cvss");

        var wrong = new ArrayList<String>();
        var disputed = Files.readAllLines(cvss.resolve("v40_base_rounding_disputed.txt")).stream()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .collect(Collectors.toSet());
        var checked = compare(Files.newInputStream(cvss.resolve("vectors_simple31")), wrong)
                + compare(Files.newInputStream(cvss.resolve("vectors_security4")), wrong)
                + compare(Files.newInputStream(cvss.resolve("v40_base_rounding_disputed.txt")), wrong)
                + compare(new GZIPInputStream(Files.newInputStream(cvss.resolve("v40_base_exhaustive.txt.gz"))), wrong);

        wrong.removeIf(
                line -> disputed.contains(line.substring(0, line.indexOf(' '))) && line.matches("\\S+ \\S+ is .*"));
        System.out.printf("cvss: %d of %d agree%n", checked - wrong.size(), checked);
        assertThat(wrong).isEmpty();
        assertThat(checked).isPositive();
    }

    /// The vector first, its score last. Of three scores the first is the base's. What is disputed stands in a list of
    /// its own, with the right one last.
    private static int compare(InputStream lines, List<String> wrong) throws IOException {
        var checked = 0;
        try (var reader = new BufferedReader(new InputStreamReader(lines, UTF_8))) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                var words = line.replaceAll("[(),]", " ").strip().split("\\s+", -1);
                checked++;
                var tenths =
                        Math.round(Double.parseDouble(line.contains("(") ? words[2] : words[words.length - 1]) * 10);
                if (Cvss.of(words[0]).tenths() != tenths) {
                    wrong.add(line + " is " + Cvss.of(words[0]).score());
                }
            }
        }
        return checked;
    }
}
