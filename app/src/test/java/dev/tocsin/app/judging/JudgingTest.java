package dev.tocsin.app.judging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgingTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));

    @Test
    void each_line_has_its_answer_in_the_same_place() throws IOException {
        var lines = """
            {"id": 1, "host": "example.com", "sanDns": ["example.com"]}

            {"id": "two", "host": "b\\u00fccher.example", "sanDns": ["xn--bcher-kva.example"], "note": "left alone"}
            {"id": 3, "host": "example.org", "sanDns": "example.com"}\
            """;

        assertThat(judge("hostname", lines)).isEqualTo("""
            {"id":1,"match":true,"reason":"matches example.com"}
            {"id":"two","match":true,"reason":"matches xn--bcher-kva.example"}
            {"id":3,"match":false,"reason":"none of the alternative names is example.org"}
            """);
    }

    @Test
    void what_has_to_do_with_mail_is_judged_too() throws IOException {
        assertThat(judge("cvss", "{\"vector\": \"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H\"}"))
                .isEqualTo("{\"version\":\"3.1\",\"score\":9.8,\"severity\":\"critical\"}\n");
        assertThat(judge("cvss", "{\"vector\": \"CVSS:3.1/AV:N\"}")).startsWith("{\"error\":");
        assertThat(judge("spf", """
                {"host": "192.0.2.1", "mailfrom": "a@example.org", "helo": "mx.example.org",
                 "zonedata": {"example.org": [{"TXT": "v=spf1 ip4:192.0.2.0/24 -all"}]}}
                """.replace("\n", " "))).isEqualTo("{\"result\":\"pass\"}\n");
        assertThat(judge("authentication-results", "{\"input\": \"mx.example.org; dmarc=pass\"}"))
                .isEqualTo(
                        "{\"authserv_id\":\"mx.example.org\",\"results\":[{\"Method\":\"dmarc\",\"Result\":\"pass\"}]}\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hostname|nonsense|the line is no JSON",
                "hostname|[1]|the line is no JSON object",
                "hostname|{} {}|the line is no JSON",
                "hostname|{}|host is missing, give a text",
                "hostname|{\"host\": 7}|host is 7, give a text",
                "hostname|{\"host\": \"a\", \"sanDns\": [7]}|sanDns holds 7, give texts",
                "expiry|{\"lifetimeHours\": \"long\", \"remainingHours\": 1}|lifetimeHours is \\\"long\\\", give a"
                        + " number",
                "expiry|{\"lifetimeHours\": -1, \"remainingHours\": 1}|lifetimeHours is negative",
                "expiry|{\"lifetimeHours\": 1e300, \"remainingHours\": 1}|lifetimeHours is 1.0E300, out of range",
                "hsts|{\"headers\": [], \"overHttps\": \"yes\"}|overHttps is \\\"yes\\\", give true or false",
                "cookie|{\"setCookie\": \"a=b\", \"host\": \"x\", \"now\": \"today\"}|now is \\\"today\\\", give an"
                        + " instant",
                "redirects|{\"domain\": \"a b\", \"responses\": {}}|domain is no name of a host",
                "redirects|{\"domain\": \"a.b\", \"responses\": {\"x\": {}}}|\\\"x\\\" is no URL of the web",
            })
    void a_line_that_cannot_be_read_says_why_and_the_next_is_judged(String kind, String line, String why)
            throws IOException {
        var answers = judge(kind, line + "\n" + line).lines().toList();

        assertThat(answers)
                .hasSize(2)
                .allSatisfy(
                        answer -> assertThat(answer).startsWith("{\"error\":\"").contains(why));
    }

    @Test
    void an_answer_comes_before_the_next_line_is_sent() throws Exception {
        try (var lines = new PipedOutputStream();
                var in = new PipedInputStream(lines);
                var answers = new PipedOutputStream();
                var out = new PipedInputStream(answers)) {
            var judging = Thread.ofVirtual().start(() -> {
                try {
                    judging("expiry").judge(in, new PrintWriter(answers, false, UTF_8));
                } catch (IOException broken) {
                    throw new IllegalStateException(broken);
                }
            });
            var reader = new java.io.BufferedReader(new java.io.InputStreamReader(out, UTF_8));

            lines.write("{\"lifetimeHours\": 2160, \"remainingHours\": 1}\n".getBytes(UTF_8));
            lines.flush();

            assertThat(reader.readLine()).contains("\"level\":\"critical\"");
            lines.close();
            judging.join();
        }
    }

    @Property(tries = 300)
    void whatever_comes_in_as_many_answers_come_out(@ForAll @Size(max = 200) byte[] bytes) throws IOException {
        for (var kind : JudgeKinds.words()) {
            var lines = new String(bytes, UTF_8).split("\n", -1);
            var out = new StringWriter();

            judging(kind).judge(new ByteArrayInputStream(bytes), new PrintWriter(out));

            assertThat(out.toString().lines().count())
                    .isEqualTo(java.util.Arrays.stream(lines)
                            .filter(line -> !line.isBlank())
                            .count());
        }
    }

    private static Judging judging(String kind) {
        return new Judging(JudgeKinds.of(kind).orElseThrow(), CLOCK);
    }

    private static String judge(String kind, String lines) throws IOException {
        var out = new StringWriter();
        judging(kind).judge(new ByteArrayInputStream(lines.getBytes(UTF_8)), new PrintWriter(out));
        return out.toString();
    }
}
