package dev.tocsin.incidents.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Problem;
import dev.tocsin.config.SettingsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplyTemplateTest {
    @TempDir
    Path folder;

    private static Participant person(String name) {
        return new Participant(
                "rita@reporter.example", name, "unauthenticated", true, PersonKeys.NONE, PersonKeys.NONE, List.of());
    }

    private static String called(Participant... readers) {
        return new ReplyTemplate("x", "Hello {name}").filled("SR-23456-789AB", List.of(readers));
    }

    private List<Problem> problems(String replies) throws IOException {
        var file = folder.resolve("tocsin.yml");
        Files.writeString(file, "security:\n  address: security@company.example\n  replies:\n" + replies);
        var settings = SettingsFile.read(file, Map.of());
        SecuritySettings.read(settings.root());
        return settings.problems();
    }

    @Test
    void a_reader_is_called_by_his_first_name_or_his_address_and_several_by_none() {
        assertThat(called(person("Rita Reporter"))).isEqualTo("Hello Rita");
        assertThat(called(person(" "))).isEqualTo("Hello rita@reporter.example");
        assertThat(called(person("x".repeat(41)))).isEqualTo("Hello rita@reporter.example");
        assertThat(called(person("Rita"), person("Otto"))).isEqualTo("Hello all");
    }

    @Test
    void what_somebody_calls_himself_is_no_placeholder() {
        assertThat(called(person("{reference}$1"))).isEqualTo("Hello {reference}$1");
    }

    @Test
    void texts_of_a_bad_name_shape_or_placeholder_are_refused() throws IOException {
        assertThat(problems("    - { name: fixed, text: \"Done, {name}: {reference} { x }\" }\n"))
                .isEmpty();
        assertThat(problems("    - { name: Fixed it, text: x }\n"))
                .extracting(Problem::text)
                .anyMatch(text -> text.contains("no name for a text"));
        assertThat(problems("    - { name: a, text: \"{subject}\" }\n"))
                .extracting(Problem::text)
                .anyMatch(text -> text.contains("{subject}"));
        assertThat(problems("    - { name: a, text: x }\n    - { name: a, text: y }\n"))
                .extracting(Problem::text)
                .anyMatch(text -> text.contains("twice"));
    }
}
