package dev.tocsin.incidents.disclosure;

import dev.tocsin.config.Secret;
import dev.tocsin.config.Section;
import java.nio.file.Path;

/// A file with a private key, and what opens it: nothing, where the key lies there unprotected.
public record KeyFile(Path file, Secret passphrase) {

    static KeyFile read(Section section) {
        return new KeyFile(
                section.optionalPath("file").orElse(Path.of("")),
                section.optionalSecret("passphrase").orElse(new Secret("")));
    }
}
