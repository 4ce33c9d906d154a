package dev.tocsin.config;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A value that must never be printed. Every accidental way to text (a log line, an exception, a record's `toString`)
/// shows `[redacted]`; the one deliberate way is [#reveal()].
public record Secret(String value) {
    private static final String HMAC = "HmacSHA256";

    /// The value itself, to be handed to the library that needs it and nowhere else.
    public String reveal() {
        return value;
    }

    /// The HMAC-SHA256 of `message` under this secret (RFC 2104).
    public byte[] hmacSha256(byte[] message) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(value.getBytes(StandardCharsets.UTF_8), HMAC));
            return mac.doFinal(message);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java knows " + HMAC, impossible);
        }
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
