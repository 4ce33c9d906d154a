package dev.tocsin.monitor.heartbeat;

import dev.tocsin.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What is kept of the token in an address: its SHA-256. The address is found by it, so no token is ever compared.
record TokenHash(String hex) {

    static TokenHash of(Secret token) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256").digest(token.reveal().getBytes(StandardCharsets.UTF_8));
            return stored(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static TokenHash stored(byte[] bytes) {
        return new TokenHash(HexFormat.of().formatHex(bytes));
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }
}
