package dev.tocsin.app.judging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The facts that are handed around as data, put through `tocsin judge` as a user would. They are no part of this
/// tree: `-Dtocsin.vectors=FOLDER` says where they are.
class VectorsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-25T12:00:00Z"));

    @ParameterizedTest
    @CsvSource({
        "hsts, hsts",
        "cookie, cookies",
        "hostname, hostname",
        "expiry, expiry",
        "redirects, redirects",
        "security-txt, securitytxt"
    })
    void every_vector_is_judged_as_it_says(String kind, String file) throws IOException {
        var folder = System.getProperty("tocsin.vectors");
        assumeTrue(folder != null, "the vectors are not here; -Dtocsin.vectors=FOLDER says where");
        var vectors = JSON.readTree(Files.readString(Path.of(folder, "posture", file + ".json")));
        var wrong = new ArrayList<String>();

        for (var vector : vectors) {
            var expected = vector.get("expect");
            var judged = judge(kind, vector);
            differences(expected, judged).forEach(difference -> wrong.add(vector.get("id") + " " + difference));
        }

        System.out.printf(
                "%s: %d of %d vectors agree%n",
                kind,
                vectors.size()
                        - new HashSet<>(wrong.stream().map(VectorsTest::id).toList()).size(),
                vectors.size());
        assertThat(wrong).isEmpty();
        assertThat(vectors.size()).isPositive();
    }

    private static String id(String line) {
        return line.substring(0, line.indexOf(' '));
    }

    /// Some facts only show where the machine speaks another language.
    private static JsonNode judge(String kind, JsonNode vector) throws IOException {
        var before = Locale.getDefault();
        if (vector.has("locale")) {
            Locale.setDefault(Locale.forLanguageTag(vector.get("locale").textValue()));
        }
        try {
            var out = new StringWriter();
            var line = JSON.writeValueAsString(vector).getBytes(UTF_8);
            new Judging(JudgeKinds.of(kind).orElseThrow(), CLOCK)
                    .judge(new ByteArrayInputStream(line), new PrintWriter(out));
            return JSON.readTree(out.toString());
        } finally {
            Locale.setDefault(before);
        }
    }

    private static List<String> differences(JsonNode expected, JsonNode judged) {
        var differences = new ArrayList<String>();
        for (var field : expected.properties()) {
            var name = field.getKey();
            var wanted = field.getValue();
            var least = name.equals("maxAgeSeconds") ? expected.get("maxAgeAtLeast") : null;
            var same = name.equals("maxAgeAtLeast")
                    || (least != null ? judged.path(name).asLong() >= least.asLong() : same(wanted, judged.path(name)));
            if (!same) {
                differences.add(name + " should be " + wanted + " and is " + judged.path(name));
            }
        }
        return differences;
    }

    /// Lists are sets of sentences; numbers are compared as numbers.
    private static boolean same(JsonNode wanted, JsonNode got) {
        if (wanted.isArray()) {
            return got.isArray() && texts(wanted).equals(texts(got));
        }
        return wanted.isNumber()
                ? got.isNumber() && Math.abs(wanted.doubleValue() - got.doubleValue()) < 0.0006
                : wanted.equals(got);
    }

    private static Set<String> texts(JsonNode list) {
        var texts = new TreeSet<String>();
        list.forEach(one -> texts.add(one.textValue()));
        return texts;
    }
}
