package dev.tocsin.statuspage.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.statuspage.ComponentStatus;
import dev.tocsin.statuspage.ExampleBoard;
import dev.tocsin.statuspage.Impact;
import dev.tocsin.statuspage.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LanguageTest {
    private static final Path TEMPLATES = Path.of(
            System.getProperty("tocsin.root", ".."), "status-page/src/main/resources/dev/tocsin/statuspage/web");

    private static final Path SOURCES =
            Path.of(System.getProperty("tocsin.root", ".."), "status-page/src/main/java/dev/tocsin/statuspage");

    @Test
    void every_language_has_every_text_with_the_same_places_to_fill() {
        var first = Language.ALL.getFirst();
        for (var language : Language.ALL) {
            assertThat(language.t().keySet())
                    .as(language.tag())
                    .isEqualTo(first.t().keySet());
            for (var key : first.t().keySet()) {
                assertThat(places(language.text(key)))
                        .as(language.tag() + " " + key)
                        .isEqualTo(places(first.text(key)));
                assertThat(language.text(key)).as(key).isNotBlank();
            }
        }
    }

    @Test
    void every_text_that_a_template_asks_for_is_there() throws IOException {
        try (var files = Files.list(TEMPLATES)) {
            for (var file :
                    files.filter(one -> one.toString().endsWith(".mustache")).toList()) {
                Pattern.compile("\\{\\{t\\.([A-Za-z0-9_]+)}}")
                        .matcher(Files.readString(file))
                        .results()
                        .forEach(key -> assertThat(Language.ALL.getFirst().t())
                                .as(file.getFileName().toString())
                                .containsKey(key.group(1)));
            }
        }
    }

    @Test
    void every_text_that_the_code_asks_for_by_name_is_there() throws IOException {
        try (var files = Files.walk(SOURCES)) {
            for (var file :
                    files.filter(one -> one.toString().endsWith(".java")).toList()) {
                Pattern.compile("(?:language|edition)\\.text\\(\\s*\"([A-Za-z0-9]+)\"")
                        .matcher(Files.readString(file))
                        .results()
                        .forEach(key -> assertThat(Language.ALL.getFirst().t())
                                .as(file.getFileName().toString())
                                .containsKey(key.group(1)));
            }
        }
    }

    @Test
    void every_state_phase_and_impact_has_a_word() {
        for (var language : Language.ALL) {
            Arrays.stream(ComponentStatus.values())
                    .forEach(one -> assertThat(language.text(one.word())).isNotBlank());
            Arrays.stream(Phase.values())
                    .forEach(one -> assertThat(language.text(one.word())).isNotBlank());
            Arrays.stream(Impact.values())
                    .forEach(one ->
                            assertThat(language.text("impact_" + one.word())).isNotBlank());
        }
    }

    @Test
    void a_german_page_is_german_and_links_to_german_pages() {
        var page = Surfaces.text(ExampleBoard.make().board(), "/de/");

        assertThat(page)
                .contains("<html lang=\"de\"", "Teilausfall", "23. Nov. 2026, 15:50", "href=\"/de/history\"")
                .contains("<link rel=\"alternate\" hreflang=\"en\" href=\"https://status.example.com/\">")
                .doesNotContain("Operational", "Past incidents", ">Get updates");
    }

    private static String places(String text) {
        return Pattern.compile("\\{[0-9]}")
                .matcher(text)
                .results()
                .map(match -> match.group())
                .collect(Collectors.toCollection(TreeSet::new))
                .toString();
    }
}
