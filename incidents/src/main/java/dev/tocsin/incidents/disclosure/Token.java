package dev.tocsin.incidents.disclosure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.config.Secret;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What stands in an address or a Message-ID of ours and proves that we made it: a case, a time, and 128 bits of an
/// HMAC-SHA256 over both, over what it is for, and over the person to whom we gave it. Pure.
///
/// @param purpose `r` to answer to, `m` names a mail of ours, `b` for bounces of one
record Token(char purpose, long id, long minute, String seal) {
    private static final int SEAL_BYTES = 16;
    private static final int SECONDS = 60;
    private static final Pattern FORM = Pattern.compile("([rmb])([0-9a-z]{1,13})-([0-9a-z]{1,8})-([0-9a-z]{20,26})");

    static Token make(char purpose, long id, String person, Instant at, Secret key) {
        var minute = at.getEpochSecond() / SECONDS;
        return new Token(purpose, id, minute, seal(purpose, id, minute, person, key));
    }

    /// Empty when `text` does not look like one.
    static Optional<Token> read(String text) {
        var matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Token(
                    matcher.group(1).charAt(0),
                    Long.parseLong(matcher.group(2), Character.MAX_RADIX),
                    Long.parseLong(matcher.group(3), Character.MAX_RADIX),
                    matcher.group(4)));
        } catch (NumberFormatException tooLong) {
            return Optional.empty();
        }
    }

    /// Behind the plus of an address of ours.
    static Optional<Token> inAddress(String address) {
        var at = address.lastIndexOf('@');
        var plus = address.indexOf('+');
        return plus > 0 && plus < at ? read(address.substring(plus + 1, at)) : Optional.empty();
    }

    /// Before the @ of a Message-ID of ours.
    static Optional<Token> inMessageId(String id) {
        var at = id.indexOf('@');
        return at > 0 ? read(id.substring(0, at)) : Optional.empty();
    }

    /// Whether we made it for this person.
    boolean isFor(String person, Secret key) {
        return MessageDigest.isEqual(
                seal.getBytes(UTF_8), seal(purpose, id, minute, person, key).getBytes(UTF_8));
    }

    String text() {
        return purpose + Long.toString(id, Character.MAX_RADIX) + "-" + Long.toString(minute, Character.MAX_RADIX) + "-"
                + seal;
    }

    private static String seal(char purpose, long id, long minute, String person, Secret key) {
        var message = "%s %d %d %s".formatted(purpose, id, minute, person.toLowerCase(Locale.ROOT));
        var whole = key.hmacSha256(message.getBytes(UTF_8));
        return new BigInteger(1, Arrays.copyOf(whole, SEAL_BYTES)).toString(Character.MAX_RADIX);
    }
}
