package dev.tocsin.db;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A JVM of its own that runs the embedded PostgreSQL, so that a test can kill it.
///
/// @param servers what the JVM had started when it said its first line: PostgreSQL and its workers
record PostgresProcess(Process jvm, String firstLine, List<ProcessHandle> servers) implements AutoCloseable {

    /// Starts a JVM on `data` and waits for its first line: `ready`, or why it is not.
    static PostgresProcess start(Path data, String... before) throws IOException {
        return start(System.getProperty("java.class.path"), data, before);
    }

    static PostgresProcess start(String classPath, Path data, String... before) throws IOException {
        var words = new ArrayList<>(List.of(before));
        words.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                classPath,
                PostgresProcess.class.getName(),
                data.toString(),
                TestDatabase.cache().toString()));
        var jvm = new ProcessBuilder(words)
                .directory(new File("/"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var line = jvm.inputReader(StandardCharsets.UTF_8).readLine();
        return new PostgresProcess(
                jvm,
                Objects.requireNonNullElse(line, "ended without a word"),
                jvm.descendants().toList());
    }

    /// Lets it end in order.
    void stop() throws IOException, InterruptedException {
        jvm.getOutputStream().close();
        jvm.waitFor();
    }

    /// `kill -9`.
    void kill() throws InterruptedException {
        jvm.destroyForcibly();
        jvm.waitFor();
    }

    /// Returns when nothing of it is left: a killed JVM's PostgreSQL still writes to its folder while it stops.
    @Override
    public void close() {
        jvm.destroyForcibly();
        CompletableFuture.allOf(Stream.concat(Stream.of(jvm.toHandle()), servers.stream())
                        .map(ProcessHandle::onExit)
                        .toArray(CompletableFuture[]::new))
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    /// Writes one committed row, says `ready`, and stays until it is killed or its standard input ends.
    public static void main(String[] arguments) throws IOException {
        var data = Path.of(arguments[0]);
        try (var postgres = EmbeddedPostgres.start(new PostgresFolder(data), Path.of(arguments[1]), List.of());
                var database = Database.open(postgres.settings())) {
            database.run(handle -> {
                handle.execute("create table if not exists fact (process bigint)");
                handle.execute(
                        "insert into fact values (?)", ProcessHandle.current().pid());
            });
            System.out.println("ready");
            System.in.read();
        } catch (DatabaseUnavailable fault) {
            System.out.println(fault.getMessage());
        }
    }
}
