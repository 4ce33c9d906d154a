package dev.tocsin.monitor.location;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// Where an agent lays the files that came with its assignment, each under its digest: certificates that monitors
/// trust, and keys that they show. Nobody else on the machine may read them, and what is not needed any more goes.
public final class UnpackedFiles {
    private static final int DIGITS = 16;
    private final Path folder;
    private Set<String> before = Set.of();

    /// Begins with an empty `folder`.
    /// @throws UncheckedIOException when it cannot be made
    public UnpackedFiles(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
            removeAllBut(Set.of());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /// Lays down `contents` (by digest), and answers where each file is then. Files of the last time but one are
    /// removed: a look that is under way may still read those of the last.
    public Function<Attachment, Path> unpack(Map<String, byte[]> contents) {
        try {
            var now = new HashSet<String>();
            for (var file : contents.entrySet()) {
                var digest = PackedFiles.digest(file.getValue());
                if (!digest.equals(file.getKey())) {
                    throw new IOException("a file came damaged");
                }
                var name = digest.substring(0, DIGITS);
                lay(name, file.getValue());
                now.add(name);
            }
            var kept = new HashSet<>(now);
            kept.addAll(before);
            removeAllBut(kept);
            before = Set.copyOf(now);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        return this::place;
    }

    /// A file that the server could not read is nowhere; its name tells it in the message of the look.
    private Path place(Attachment attachment) {
        return attachment
                .sha256()
                .map(digest -> folder.resolve(digest.substring(0, DIGITS)))
                .orElseGet(() -> folder.resolve("unreadable-on-the-server")
                        .resolve(attachment.name().replaceAll("[^A-Za-z0-9_-]", "_")));
    }

    private void lay(String name, byte[] content) throws IOException {
        var file = folder.resolve(name);
        if (!Files.exists(file)) {
            Files.move(Files.write(folder.resolve("new"), content), file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private void removeAllBut(Collection<String> kept) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (var file : files.toList()) {
                if (!kept.contains(String.valueOf(file.getFileName()))) {
                    Files.delete(file);
                }
            }
        }
    }
}
