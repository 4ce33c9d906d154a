package dev.tocsin.incidents.disclosure;

import dev.tocsin.config.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/// The key by which the keys of all cases are sealed: from the settings, or from a file in the data folder that nobody
/// else may read. Whoever loses it loses all cases, so it belongs into the backup, apart from the database.
public final class MasterKey {
    private static final String FILE = "disclosures.key";

    private final Seal seal;
    private final Secret text;

    private MasterKey(Secret text) {
        this.text = text;
        seal = new Seal(decoded(text.reveal()));
    }

    /// The one in the settings, else the one in `folder`, else a new one there.
    /// @throws IllegalArgumentException when it is not 32 bytes in base64
    public static MasterKey of(Optional<Secret> setting, Path folder) {
        return new MasterKey(
                setting.orElseGet(() -> new Secret(kept(folder.resolve("keys").resolve(FILE)))));
    }

    Seal seal() {
        return seal;
    }

    /// For what is signed, and must be told from what others make up: the same on every node.
    Secret signing() {
        return text;
    }

    private static String kept(Path file) {
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(file.getParent());
                var key = new byte[Seal.KEY];
                new SecureRandom().nextBytes(key);
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, Base64.getEncoder().encodeToString(key), StandardOpenOption.SYNC);
            }
            return Files.readString(file).strip();
        } catch (IOException fault) {
            throw new UncheckedIOException("the key of the security reports cannot be read or made: " + file, fault);
        }
    }

    private static byte[] decoded(String text) {
        try {
            var key = Base64.getDecoder().decode(text.strip());
            if (key.length == Seal.KEY) {
                return key;
            }
        } catch (IllegalArgumentException noBase64) {
            throw new IllegalArgumentException(cure(), noBase64);
        }
        throw new IllegalArgumentException(cure());
    }

    private static String cure() {
        return "security.masterKey is not 32 bytes in base64, make one with: openssl rand -base64 32";
    }

    /// Never the key.
    @Override
    public String toString() {
        return "[redacted]";
    }
}
