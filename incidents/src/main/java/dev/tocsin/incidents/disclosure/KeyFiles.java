package dev.tocsin.incidents.disclosure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.incidents.disclosure.crypto.Keyring;
import dev.tocsin.incidents.disclosure.crypto.PgpKey;
import dev.tocsin.incidents.disclosure.crypto.SmimeKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Opens the key files that the settings name.
public final class KeyFiles {
    private KeyFiles() {}

    /// Reads both.
    /// @throws IllegalArgumentException when one cannot be read; its message names the file
    public static Keyring open(SecuritySettings settings) {
        return new Keyring(
                settings.pgp().map(key -> PgpKey.read(new String(bytes(key.file()), UTF_8), key.passphrase())),
                settings.smime().map(key -> SmimeKey.read(bytes(key.file()), key.passphrase())));
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException fault) {
            throw new IllegalArgumentException(
                    "%s cannot be read (%s), name a key file under security".formatted(file, fault.getMessage()),
                    fault);
        }
    }
}
