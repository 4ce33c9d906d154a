package dev.tocsin.monitor.location;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The files that travel with an assignment, each content once, by its digest.
final class PackedFiles {
    private static final Logger log = LoggerFactory.getLogger(PackedFiles.class);

    /// More than any list of authorities has.
    private static final long MOST_BYTES = 1024 * 1024;

    private final SortedMap<String, byte[]> contents = new TreeMap<>();

    /// Takes the file along. One that cannot be read, or is larger than 1 MiB, is named only.
    Attachment pack(Path file) {
        var name = String.valueOf(file.getFileName());
        try {
            if (Files.size(file) > MOST_BYTES) {
                log.warn("{} is larger than 1 MiB and does not go to agents, take less into it", file);
                return new Attachment(name, Optional.empty());
            }
            var content = Files.readAllBytes(file);
            var digest = digest(content);
            contents.put(digest, content);
            return new Attachment(name, Optional.of(digest));
        } catch (IOException unreadable) {
            log.warn("{} cannot be read and does not go to agents: {}", file, unreadable.getMessage());
            return new Attachment(name, Optional.empty());
        }
    }

    Map<String, byte[]> contents() {
        return Collections.unmodifiableMap(contents);
    }

    static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
