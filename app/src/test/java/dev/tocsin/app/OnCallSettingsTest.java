package dev.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the settings say of schedules and overrides, and what is said of them.
class OnCallSettingsTest {
    private static final Instant NOW = Instant.parse("2026-01-06T12:00:00Z");
    private static final String PEOPLE = """
            responders:
              - { name: ana, email: ana@example.com, verified: true }
              - { name: bo, email: bo@example.com, verified: true }
            """;

    @TempDir
    private Path folder;

    @Test
    void the_file_says_who_is_on_call_with_its_overrides() throws IOException {
        var reading = Settings.read(Optional.of(file("""
                schedules:
                  - { name: primary, timezone: Europe/Berlin,
                      rotations: [ { start: 2026-01-05, responders: [ana] },
                                   { start: 2026-01-05, responders: [bo], only: [sat 10:00-14:00, sun 10:00-14:00] } ] }
                overrides:
                  - { schedule: primary, from: 2026-01-07T00:00, to: 2026-01-08T00:00, replace: { ana: bo }, reason: dentist }
                """)), Map.of());

        assertThat(reading.problems()).isEmpty();
        var primary = Optional.ofNullable(
                        reading.settings().paging().schedules().get("primary"))
                .orElseThrow();
        assertThat(primary.at(NOW).responders()).containsExactly("ana");
        assertThat(primary.at(Instant.parse("2026-01-10T10:00:00Z")).responders())
                .containsExactly("bo");
        assertThat(primary.at(Instant.parse("2026-01-06T23:00:00Z")).onCall())
                .singleElement()
                .asString()
                .contains("bo", "standing in for ana", "override by the settings: dentist");
    }

    @Test
    void every_mistake_is_named_with_its_line_and_its_cure() throws IOException {
        var problems = Settings.read(Optional.of(file("""
                schedules:
                  - name: primary
                    rotations:
                      - { every: 3 moons, handoff: noon, start: 2026-13-01, responders: [ana, zed] }
                      - { only: "8-18", responders: [ana] }
                      - { every: 1 day }
                overrides:
                  - { schedule: secondary, from: 2026-01-07T00:00, to: 2026-01-08T00:00, add: ana }
                  - { schedule: primary, from: yesterday, to: 2026-01-08T00:00, add: zed }
                  - { schedule: primary, from: 2026-01-08T00:00, to: 2026-01-07T00:00, remove: ana }
                  - { schedule: primary, from: 2026-01-08T00:00, to: 2028-01-07T00:00, remove: ana }
                  - { schedule: primary, from: 2026-01-08T00:00, to: 2026-01-09T00:00, add: ana, remove: bo }
                  - { schedule: primary, from: 2026-01-08T00:00, to: 2026-01-09T00:00 }
                  - { schedule: primary, from: 2026-01-08T00:00, to: 2026-01-09T00:00, replace: { ana: zed } }
                  - { schedule: primary, swap: [ { responder: ana, from: 2026-01-08T00:00, to: 2026-01-09T00:00 } ] }
                  - { schedule: primary, from: 2026-01-08T00:00, to: 2026-01-09T00:00,
                      temporary: [ { responder: ana, from: 2026-01-07T00:00 } ] }
                """)), Map.of()).problems().stream()
                .map(Problem::toString)
                .toList();

        var first = 3;
        assertThat(problems)
                .anySatisfy(text -> assertThat(text).contains(line(first + 4), "3 moons", "1 week"))
                .anySatisfy(text -> assertThat(text).contains(line(first + 4), "noon", "mon 09:00"))
                .anySatisfy(text -> assertThat(text).contains(line(first + 4), "2026-13-01", "2026-01-05"))
                .anySatisfy(text -> assertThat(text).contains(line(first + 4), "no responder \"zed\""))
                .anySatisfy(text -> assertThat(text).contains(line(first + 5), "8-18", "mon-fri 08:00-18:00"))
                .anySatisfy(text -> assertThat(text).contains(line(first + 6), "names nobody"))
                .anySatisfy(text -> assertThat(text).contains(line(first + 8), "no schedule \"secondary\""))
                .anySatisfy(text -> assertThat(text).contains(line(first + 9), "\"yesterday\" is no time"))
                .anySatisfy(text -> assertThat(text).contains(line(first + 9), "no responder \"zed\""))
                .anySatisfy(text -> assertThat(text).contains(line(first + 10), "ends no later than it begins"))
                .anySatisfy(text -> assertThat(text).contains(line(first + 11), "over 366 days"))
                .anySatisfy(text -> assertThat(text).contains(line(first + 12), "says add and remove"))
                .anySatisfy(text -> assertThat(text).contains(line(first + 13), "says nothing"))
                .anySatisfy(text -> assertThat(text).contains(line(first + 14), "no responder \"zed\""))
                .anySatisfy(text -> assertThat(text).contains(line(first + 15), "two halves, not 1"))
                .anySatisfy(text -> assertThat(text).contains(line(first + 17), "outside of the temporary schedule"));
    }

    @Test
    void a_hole_in_the_next_90_days_is_a_problem_and_somebody_alone_for_long_a_warning() throws IOException {
        var review = Settings.review(file("""
                schedules:
                  - name: office
                    rotations: [ { start: 2026-01-05, responders: [ana, bo], only: "mon-fri 08:00-18:00" } ]
                  - name: lonely
                    rotations: [ { start: 2026-01-05, responders: [ana] } ]
                  - name: sound
                    rotations: [ { start: 2026-01-05, responders: [ana, bo] } ]
                """), Map.of(), NOW);

        assertThat(texts(review.problems()))
                .singleElement()
                .asString()
                .contains(line(6), "nobody is on call in office from Tue 6 Jan 2026 18:00", "beneath the others");
        assertThat(texts(review.warnings()))
                .singleElement()
                .asString()
                .contains(line(8), "ana is on call in lonely alone for over 7 days", "let more people take turns");
    }

    private static List<String> texts(List<Problem> problems) {
        return problems.stream().map(Problem::toString).toList();
    }

    private static String line(int number) {
        return "tocsin.yml:" + number + ":";
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("tocsin.yml"), PEOPLE + text);
    }
}
