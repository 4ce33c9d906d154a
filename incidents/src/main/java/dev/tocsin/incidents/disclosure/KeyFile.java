package dev.tocsin.incidents.disclosure;

import dev.tocsin.config.Secret;
import dev.tocsin.config.Section;
import java.nio.file.Path;

/// A file with a private key, and what opens it.
public record KeyFile(Path file, Secret passphrase) {

    static KeyFile read(Section section) {
        return new KeyFile(section.optionalPath("file").orElse(Path.of("")), section.secret("passphrase"));
    }
}
