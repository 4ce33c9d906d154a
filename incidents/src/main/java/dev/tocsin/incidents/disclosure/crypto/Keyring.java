package dev.tocsin.incidents.disclosure.crypto;

import java.util.Optional;

/// Our keys for what is sealed for us.
public record Keyring(Optional<PgpKey> pgp, Optional<SmimeKey> smime) {
    public static final Keyring EMPTY = new Keyring(Optional.empty(), Optional.empty());
}
