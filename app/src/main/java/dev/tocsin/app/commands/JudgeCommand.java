package dev.tocsin.app.commands;

import dev.tocsin.app.judging.JudgeKinds;
import dev.tocsin.app.judging.Judging;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "judge",
        description = {
            "Judges without looking: one JSON object a line in, one a line out, in the same order.",
            "",
            "A line that cannot be read is answered by {\"error\": ...}, and the next is judged.",
            "Exits with 1 when there was such a line."
        })
final class JudgeCommand implements Callable<Integer> {
    private final InstantSource clock;

    /// As text, so that only this command loads the judges.
    @Parameters(
            index = "0",
            paramLabel = "KIND",
            description = {
                "What the lines are about: hsts, cookie, hostname, expiry, redirects, security-txt, cvss, spf,",
                "authentication-results.",
            })
    private String kind = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            description = "Where the lines are; stdin without it.")
    private @Nullable Path file;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    JudgeCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        var judge = JudgeKinds.of(kind)
                .orElseThrow(() -> new Refusal(
                        Exit.USAGE,
                        "\"" + kind + "\" is no kind, choose one of " + String.join(", ", JudgeKinds.words())));
        try (var lines = new BufferedInputStream(open())) {
            var all = new Judging(judge, clock).judge(lines, spec.commandLine().getOut());
            return all ? Exit.FINE : Exit.NO;
        }
    }

    private InputStream open() {
        if (file == null || file.toString().equals("-")) {
            return System.in;
        }
        try {
            return Files.newInputStream(file);
        } catch (IOException unreadable) {
            throw new Refusal(Exit.USAGE, file + " cannot be read, name a file of JSON lines");
        }
    }
}
