package dev.tocsin.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SectionFaultsTest {

    @TempDir
    Path folder;

    static Stream<Arguments> faults() {
        return Stream.of(
                fault(
                        "30",
                        s -> s.duration("x", seconds(1), seconds(60)),
                        seconds(1),
                        "1:4: \"30\" is no duration, write a number and a unit such as 30s or 5m"),
                fault(
                        "5m",
                        s -> s.duration("x", seconds(1), seconds(60)),
                        seconds(1),
                        "1:4: \"5m\" is too long, write 1m or less"),
                fault("abc", s -> s.number("x", 1, 9), 1, "1:4: \"abc\" is no whole number, write one from 1 to 9"),
                fault("10", s -> s.number("x", 1, 9), 1, "1:4: \"10\" is out of range, write a number from 1 to 9"),
                fault(
                        "99999999999999999999999",
                        s -> s.number("x", 1, 9),
                        1,
                        "1:4: \"99999999999999999999999\" is out of range, write a number from 1 to 9"),
                fault("1_0", s -> s.number("x", 1, 9), 1, "1:4: \"1_0\" is no whole number, write one from 1 to 9"),
                fault("maybe", s -> s.flag("x"), false, "1:4: \"maybe\" is neither yes nor no, write true or false"),
                fault(
                        "ftp://a/",
                        s -> s.url("x", "https"),
                        URI.create("https://invalid.invalid/"),
                        "1:4: \"ftp://a/\" does not begin with https, write one such as https://example.com/"),
                fault(
                        "example.com",
                        s -> s.url("x", "http", "https"),
                        URI.create("http://invalid.invalid/"),
                        "1:4: \"example.com\" does not begin with http or https,"
                                + " write one such as http://example.com/"),
                fault(
                        "https:///x",
                        s -> s.url("x", "https"),
                        URI.create("https://invalid.invalid/"),
                        "1:4: \"https:///x\" names no valid host, write one such as https://example.com/"),
                fault(
                        "https://a b/",
                        s -> s.url("x", "https"),
                        URI.create("https://invalid.invalid/"),
                        "1:4: \"https://a b/\" is no URL, write one such as https://example.com/"),
                fault(
                        "minor",
                        s -> s.oneOf("x", SectionTest.Severity.class),
                        SectionTest.Severity.CRITICAL,
                        "1:4: \"minor\" is not known here, write one of critical, major, under-maintenance"),
                fault("\"\"", s -> s.text("x"), "", "1:4: the value is empty, write a text"),
                fault("[a]", s -> s.text("x"), "", "1:4: a list stands where x should be one value, write x: VALUE"),
                fault(
                        "{a: b}",
                        s -> s.texts("x"),
                        List.of(),
                        "1:4: a mapping stands where x should be one value, write x: VALUE"),
                fault(
                        "[a, [b]]",
                        s -> s.texts("x"),
                        List.of("a"),
                        "1:8: a list stands where x should be one value, write x: VALUE"),
                fault(
                        "[a]",
                        s -> s.section("x").has("y"),
                        false,
                        "1:4: a list stands where x should be a mapping, write KEY: VALUE below it"),
                fault(
                        "{a: b}",
                        s -> s.sections("x"),
                        List.of(),
                        "1:4: a mapping stands where x should be a list, begin each item with a dash: - KEY: VALUE"),
                fault(
                        "[shop]",
                        s -> s.sections("x"),
                        List.of(),
                        "1:5: one value stands where a mapping should be, write - KEY: VALUE"),
                fault(
                        "{a: [b]}",
                        s -> s.entries("x"),
                        Map.of(),
                        "1:8: a list stands where a should be one value, write a: VALUE"),
                fault(
                        "Mars/Olympus",
                        s -> s.parsed("x", ZoneId::of, ZoneOffset.UTC),
                        ZoneOffset.UTC,
                        "1:4: \"Mars/Olympus\" does not fit x (Unknown time-zone ID: Mars/Olympus),"
                                + " write it as the reference does"),
                fault(
                        "\"a, b\"",
                        s -> s.parsed("x", SectionFaultsTest::refuse, 0),
                        0,
                        "1:4: \"a, b\" is bad, write good"),
                fault(
                        "[a, ok]",
                        s -> s.parsedList("x", SectionFaultsTest::refuse),
                        List.of(1),
                        "1:5: \"a\" is bad, write good"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void a_fault_names_the_value_and_the_cure_and_leaves_a_stand_in(
            String written, Function<Section, Object> read, Object standIn, String problem) throws IOException {
        var fixture = SettingsFixture.in(folder);
        var settings = fixture.settings("x: " + written + "\n");

        assertThat(read.apply(settings.root())).isEqualTo(standIn);
        assertThat(fixture.problems(settings)).containsExactly("tocsin.yml:" + problem);
    }

    private static int refuse(String text) {
        if (text.equals("ok")) {
            return 1;
        }
        throw new IllegalArgumentException("\"" + text + "\" is bad, write good");
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static Arguments fault(String written, Function<Section, Object> read, Object standIn, String problem) {
        return Arguments.of(written, read, standIn, problem);
    }
}
