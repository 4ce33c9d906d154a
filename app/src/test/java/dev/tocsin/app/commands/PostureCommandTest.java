package dev.tocsin.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.monitor.posture.Finding;
import dev.tocsin.monitor.posture.Grade;
import dev.tocsin.monitor.posture.TlsCheck;
import dev.tocsin.monitor.posture.live.PostureSight;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PostureCommandTest {
    /// Port 1 is nobody's.
    private static final String CLOSED = "127.0.0.1:1";

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));
    private final StringWriter out = new StringWriter();

    @Test
    void a_target_that_does_not_answer_fails() {
        assertThat(run("https://shop.test/", "--connect-to", CLOSED)).isEqualTo(Exit.NO);
        assertThat(out.toString())
                .startsWith("F  https://shop.test/  1 Mar 2026 12:00 UTC\n")
                .contains("FAIL " + CLOSED, "FAIL no connection  tls.connect, critical");
    }

    @Test
    void a_name_that_does_not_resolve_is_no_verdict() {
        assertThat(run("posture-test.invalid")).isEqualTo(Exit.COULD_NOT_TELL);
        assertThat(out.toString())
                .startsWith("?  https://posture-test.invalid/")
                .contains(
                        "transport not seen, headers not seen", "the name posture-test.invalid does not resolve here");
    }

    @Test
    void scripts_get_one_object() throws IOException {
        assertThat(run("shop.test", "--json", "--connect-to", CLOSED)).isEqualTo(Exit.NO);

        var json = new ObjectMapper().readTree(out.toString());
        assertThat(json.get("target").textValue()).isEqualTo("https://shop.test/");
        assertThat(json.get("grade").textValue()).isEqualTo("F");
        assertThat(json.get("headers").get("grade").isNull()).isTrue();
        assertThat(out.toString().strip()).doesNotContain("\n");
    }

    @Test
    void what_cannot_be_used_is_refused_in_one_line(@TempDir Path folder) throws IOException {
        var empty = Files.createFile(folder.resolve("empty")).toString();

        assertThat(run("ftp://shop.test/")).isEqualTo(Exit.USAGE);
        assertThat(run("shop.test", "--profile", "best")).isEqualTo(Exit.USAGE);
        assertThat(run("shop.test", "--connect-to", "nowhere")).isEqualTo(Exit.USAGE);
        assertThat(run("shop.test", "--at", "yesterday")).isEqualTo(Exit.USAGE);
        assertThat(run("shop.test", "--timeout", "2m")).isEqualTo(Exit.USAGE);
        assertThat(run("shop.test", "--ca", empty)).isEqualTo(Exit.USAGE);
        assertThat(run("shop.test", "--crl", empty)).isEqualTo(Exit.USAGE);
        assertThat(run("shop.test", "--preload-list", empty)).isEqualTo(Exit.USAGE);
        assertThat(run("shop.test", "--renewals", "my authority")).isEqualTo(Exit.USAGE);
        assertThat(run("shop.test", "--preload-status", "nowhere")).isEqualTo(Exit.USAGE);
    }

    @Test
    void what_a_stranger_wrote_cannot_move_the_cursor() {
        var finding = Finding.warn(TlsCheck.CIPHER, "odd \u001b[2J suite").seeing("a\u009b1Ab\u202ec\nd");
        var sight = new PostureSight(
                "https://shop.test/",
                CLOCK.instant(),
                List.of(finding),
                Grade.of(List.of(finding)),
                List.of(),
                List.of(),
                List.of(),
                true,
                List.of(),
                "");

        assertThat(new PostureText(new Terminal(false, false), false).text(sight))
                .contains("warn odd ?[2J suite  tls.cipher, minor\n    a?1Ab?c?d\n");
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        return new CommandLine(new PostureCommand(CLOCK, new Terminal(false, false)))
                .setOut(new PrintWriter(out))
                .setExecutionExceptionHandler((fault, _, _) -> {
                    if (fault instanceof Refusal refusal) {
                        out.append(refusal.getMessage());
                        return refusal.exit();
                    }
                    throw fault;
                })
                .execute(arguments);
    }
}
