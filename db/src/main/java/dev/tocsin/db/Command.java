package dev.tocsin.db;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs a program that ends by itself.
final class Command {

    private Command() {}

    /// Whether the program is here and ends well within 5 s.
    static boolean succeeds(String... words) {
        try {
            var program = prepared(List.of(words))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return ended(program, "", Duration.ofSeconds(5)) == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    /// Runs it with `input`, appends what it says to `log`, and answers its exit code.
    /// @throws IOException when it cannot be started or has not ended within `limit`
    static int run(List<String> words, String input, File log, Duration limit) throws IOException {
        var program = prepared(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
        return ended(program, input, limit);
    }

    /// A builder that hides from the program what the environment says about other PostgreSQLs and languages.
    static ProcessBuilder prepared(List<String> words) {
        var builder = new ProcessBuilder(words).directory(new File("/"));
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("TZ", "UTC");
        return builder;
    }

    private static int ended(Process program, String input, Duration limit) throws IOException {
        try (var stdin = program.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException closed) {
            // It ended without reading; its exit code says why.
        }
        try {
            if (program.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return program.exitValue();
            }
            throw new IOException("%s did not end within %d s"
                    .formatted(program.info().command().orElse("the program"), limit.toSeconds()));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopping);
        } finally {
            program.destroyForcibly();
        }
    }
}
