package dev.tocsin.db;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;

/// The PostgreSQL programs that come with us, unpacked at `home` (`bin`, `lib`, `share`).
record PostgresBinaries(Path home) {

    private static final Set<PosixFilePermission> PROGRAM = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-r--r--");

    /// Written last into the folder: how many bytes belong there.
    private static final String SEAL = "unpacked-bytes";

    /// Unpacks them to `cache/pg-HASH` unless they are there whole: about one second and 60 MB, once. A crash
    /// in the middle leaves only a folder that the next start removes.
    static PostgresBinaries in(Path cache) {
        var archive = archive();
        try {
            var home = cache.resolve("pg-" + hash(archive));
            if (!whole(home)) {
                unpack(archive, home);
            }
            return new PostgresBinaries(home);
        } catch (IOException fault) {
            throw new DatabaseUnavailable(
                    "PostgreSQL cannot be unpacked to %s (%s): make the folder writable with 100 MB free, or use another data folder"
                            .formatted(cache, Folders.words(fault)),
                    fault);
        }
    }

    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    /// The major version, as the programs themselves have it in their bootstrap script.
    String major() {
        try (var lines = Files.lines(home.resolve("share/postgresql/postgres.bki"))) {
            return lines.findFirst().orElse("").replace("# PostgreSQL ", "");
        } catch (IOException fault) {
            throw new DatabaseUnavailable(
                    "%s is damaged (%s): delete it and start again".formatted(home, Folders.words(fault)), fault);
        }
    }

    private static URL archive() {
        var system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        var processor = switch (System.getProperty("os.arch", "")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> "";
        };
        var archive = PostgresBinaries.class.getResource("/postgres-linux-" + processor + ".txz");
        if (!system.equals("linux") || archive == null) {
            throw new DatabaseUnavailable(
                    "no PostgreSQL comes with us for %s on %s: install PostgreSQL 15 or newer and set database.url"
                            .formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
        }
        return archive;
    }

    /// The checksum that the jar already holds; to compute one over 15 MB would lengthen every start.
    private static String hash(URL archive) throws IOException {
        if (archive.openConnection() instanceof JarURLConnection jar) {
            jar.setUseCaches(false);
            try (var file = jar.getJarFile()) {
                var entry = file.getJarEntry(jar.getEntryName());
                return "%08x%07x".formatted(entry.getCrc(), entry.getSize());
            }
        }
        throw new FileSystemException(archive.toString(), null, "the archive is expected inside a jar");
    }

    /// A power cut may leave files of the right name without content, so the bytes are counted (some 20 ms).
    private static boolean whole(Path home) throws IOException {
        var seal = home.resolve(SEAL);
        return Files.exists(seal) && Files.readString(seal).strip().equals(Long.toString(bytes(home)));
    }

    private static long bytes(Path home) throws IOException {
        try (var paths = Files.find(
                home, 16, (path, file) -> file.isRegularFile() && !path.endsWith(SEAL) && path.startsWith(home))) {
            return paths.mapToLong(path -> path.toFile().length()).sum();
        }
    }

    private static void unpack(URL archive, Path home) throws IOException {
        var cache = Files.createDirectories(home.getParent());
        var temporary = Files.createTempDirectory(cache, "unpacking-", PosixFilePermissions.asFileAttribute(PROGRAM));
        Folders.removeOlder(temporary, "unpacking-", Duration.ofMinutes(10));
        // The mask of the process may have taken bits away that another account needs to read them.
        Files.setPosixFilePermissions(temporary, PROGRAM);
        extract(archive, temporary);
        Files.writeString(temporary.resolve(SEAL), Long.toString(bytes(temporary)));
        if (!whole(home)) {
            Folders.remove(home);
        }
        try {
            Files.move(temporary, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException lost) {
            // Another process was quicker with the same content.
            Folders.remove(temporary);
            if (!whole(home)) {
                throw lost;
            }
        }
    }

    private static void extract(URL archive, Path target) throws IOException {
        try (InputStream raw = new BufferedInputStream(archive.openStream(), 1 << 16);
                var tar = new TarArchiveInputStream(new XZCompressorInputStream(raw))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                place(tar, entry, target.resolve(entry.getName()).normalize());
            }
        }
    }

    private static void place(TarArchiveInputStream tar, TarArchiveEntry entry, Path path) throws IOException {
        if (entry.isDirectory()) {
            place(path);
            return;
        }
        place(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, path);
            Files.setPosixFilePermissions(path, (entry.getMode() & 0100) == 0 ? FILE : PROGRAM);
        }
    }

    private static void place(@Nullable Path folder) throws IOException {
        if (folder != null && !Files.exists(folder)) {
            place(folder.getParent());
            Files.createDirectory(folder);
            Files.setPosixFilePermissions(folder, PROGRAM);
        }
    }
}
