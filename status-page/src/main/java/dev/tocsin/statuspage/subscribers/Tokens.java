package dev.tocsin.statuspage.subscribers;

import dev.tocsin.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// The token in each message by which its reader changes or ends the subscription: the subscriber's number, and 128
/// bits
/// of an HMAC over it. It stands in every mail, so it cannot be kept as a hash alone; made anew from the key, it need
/// not
/// be kept at all. Pure.
public final class Tokens {
    private static final int BYTES = 16;
    private static final Pattern SHAPE = Pattern.compile("([0-9a-z]{1,13})-([0-9a-f]{" + 2 * BYTES + "})");

    private final Secret key;

    public Tokens(Secret key) {
        this.key = key;
    }

    String of(long subscriber) {
        var number = Long.toString(subscriber, Character.MAX_RADIX);
        return number + "-" + sealed("subscriber " + number);
    }

    /// Whose token it is; empty when we never made it.
    OptionalLong read(String token) {
        var match = SHAPE.matcher(token);
        if (!match.matches() || !same(match.group(2), sealed("subscriber " + match.group(1)))) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(match.group(1), Character.MAX_RADIX));
        } catch (NumberFormatException none) {
            return OptionalLong.empty();
        }
    }

    /// The secret by which a subscriber's webhook knows our messages from others.
    Secret hookSecret(long subscriber) {
        return new Secret(sealed("hook " + subscriber));
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    private String sealed(String text) {
        return HexFormat.of().formatHex(key.hmacSha256(text.getBytes(StandardCharsets.US_ASCII)), 0, BYTES);
    }
}
