package dev.tocsin.app.api;

import dev.tocsin.monitor.inventory.Request;
import jakarta.ws.rs.BadRequestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// Reads `Idempotency-Key` headers.
public final class Keys {
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private Keys() {}

    /// The request that `caller` sent with `key`.
    /// @throws BadRequestException when the key is none
    public static Request request(String caller, String key, byte[] body) {
        if (!FORM.matcher(key).matches()) {
            throw new BadRequestException(
                    "the Idempotency-Key is empty, longer than 255 characters or has odd ones: a UUID will do");
        }
        try {
            return new Request(
                    caller,
                    key,
                    HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(body)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
