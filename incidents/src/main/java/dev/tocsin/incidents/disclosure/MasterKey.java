package dev.tocsin.incidents.disclosure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.config.Secret;
import dev.tocsin.db.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

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

    /// For an installation that takes no reports: opens nothing, and is gone with the process.
    public static MasterKey none() {
        var key = new byte[Seal.KEY];
        new SecureRandom().nextBytes(key);
        return new MasterKey(new Secret(Base64.getEncoder().encodeToString(key)));
    }

    /// Refuses to work with another key than the one by which this database's cases are sealed.
    /// @throws IllegalArgumentException which says how to mend it
    public void check(Handle handle, Instant now) {
        var print = HexFormat.of().formatHex(text.hmacSha256("the key of all cases".getBytes(UTF_8)), 0, 8);
        var known = Installation.fact(handle, "disclosure-key", now, () -> print);
        if (!known.equals(print)) {
            throw new IllegalArgumentException(
                    "the security reports of this database are sealed by another key: put the right one into"
                            + " security.masterKey, or back its file keys/disclosures.key into the data folder");
        }
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
