package dev.tocsin.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;
import java.util.Set;

/// What the embedded PostgreSQL needs done to files and folders.
final class Folders {

    static final FileAttribute<Set<PosixFilePermission>> OURS_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private Folders() {}

    /// Deletes a folder and all in it; a missing one is fine. Links are not followed.
    static void remove(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (UncheckedIOException fault) {
            throw fault.getCause();
        }
    }

    /// Deletes what a start that was cut off left behind: the siblings of the new folder `fresh` that begin with
    /// `prefix` and have not been touched for `age`.
    static void removeOlder(Path fresh, String prefix, Duration age) throws IOException {
        var limit = Files.getLastModifiedTime(fresh).toInstant().minus(age);
        try (var folders = Files.newDirectoryStream(fresh.getParent(), prefix + "*")) {
            for (var folder : folders) {
                if (Files.getLastModifiedTime(folder).toInstant().isBefore(limit)) {
                    remove(folder);
                }
            }
        }
    }

    /// Puts `text` into `file` in one step, readable by its owner alone: a crash leaves the old file or the new
    /// one.
    static void write(Path file, String text) throws IOException {
        var temporary = Files.createTempFile(file.getParent(), file.getFileName() + ".", "", OURS_ALONE);
        Files.writeString(temporary, text);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /// The number of the account that owns `path`.
    static int owner(Path path) throws IOException {
        return (int) Files.getAttribute(path, "unix:uid");
    }

    static int group(Path path) throws IOException {
        return (int) Files.getAttribute(path, "unix:gid");
    }

    /// Gives `path` and all in it to another account; only root may.
    static void give(Path path, int user, int group) throws IOException {
        try (var paths = Files.walk(path)) {
            for (var each : paths.toList()) {
                Files.setAttribute(each, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(each, "unix:gid", group, LinkOption.NOFOLLOW_LINKS);
            }
        } catch (UncheckedIOException fault) {
            throw fault.getCause();
        }
    }

    /// What went wrong with a file, for a person.
    static String words(IOException fault) {
        return switch (fault) {
            case AccessDeniedException denied -> "no permission for " + denied.getFile();
            case NoSuchFileException missing -> missing.getFile() + " is missing";
            case FileAlreadyExistsException present -> present.getFile() + " is there already";
            case FileSystemException system
            when system.getReason() != null -> system.getFile() + ": " + system.getReason();
            default -> Objects.requireNonNullElse(fault.getMessage(), "input or output failed");
        };
    }
}
