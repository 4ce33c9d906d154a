package dev.tocsin.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// A settings file on the disk.
final class SourceFile {

    /// Bytes. The largest file that is read; far above what a person writes, far below what hurts.
    static final int LARGEST = 1024 * 1024;

    private SourceFile() {}

    /// The text of `file`; empty, and noted, when there is none to be had. Blocks on the disk.
    static Optional<String> read(Path file, Reading reading) {
        var name = file.toString();
        var start = Place.startOf(name);
        reading.opened(name);
        if (Files.isDirectory(file)) {
            reading.note(start, "this is a folder", "name a file");
            return Optional.empty();
        }
        try (var stream = Files.newInputStream(file)) {
            var bytes = stream.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                reading.note(start, "the file is larger than 1 MiB", "split it with include:");
                return Optional.empty();
            }
            return Decoding.decode(name, bytes, reading);
        } catch (NoSuchFileException e) {
            reading.note(start, "there is no such file", "create it or name another");
        } catch (AccessDeniedException e) {
            reading.note(start, "the file may not be read", "let the user that runs this process read it");
        } catch (IOException e) {
            reading.note(start, "the file cannot be read", "look at the disk and the path");
        }
        return Optional.empty();
    }
}
