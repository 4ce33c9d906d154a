package dev.tocsin.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A data folder after its first start and stop, made once in a JVM: to make one anew for each test would take
/// minutes.
final class MadeFolder {

    private static final Path ONE = made();

    private MadeFolder() {}

    /// Copies it to `data`, which is not there yet.
    static void copyTo(Path data) throws IOException, InterruptedException {
        var copying = new ProcessBuilder("cp", "-a", ONE.toString(), data.toString()).start();
        if (copying.waitFor() != 0) {
            throw new IOException("the made folder cannot be copied to " + data);
        }
    }

    /// Starts a server as the product does, but with programs that are unpacked once for all tests, and without
    /// waiting for the disk: a killed process loses nothing that way, only a power cut would.
    static EmbeddedPostgres start(Path data) {
        return EmbeddedPostgres.start(new PostgresFolder(data), TestDatabase.cache(), List.of("fsync=off"));
    }

    private static Path made() {
        try {
            var parent = Files.createDirectories(TestDatabase.cache().resolveSibling("data"));
            var data = Files.createTempDirectory(parent, "tocsin-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(data)));
            start(data).close();
            return data;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static void remove(Path data) {
        try {
            Folders.remove(data);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
