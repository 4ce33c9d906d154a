package dev.tocsin.incidents.delivery.smtp;

import dev.tocsin.config.Secret;
import dev.tocsin.incidents.delivery.DeliveryId;
import dev.tocsin.incidents.delivery.TokenAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where bounces go: an address of its own for each mail (VERP), so that a bounce names its delivery whatever it
/// says. `bounces@example.com` becomes `bounces+1z-0f3a…@example.com`: the delivery's number and 80 bits of an
/// HMAC-SHA256, so that nobody can make up a bounce. Pure.
///
/// @param address a bare address whose server delivers `local+anything@` to it as well
public record ReturnPath(String address, Secret key) {
    private static final int BYTES = 10;
    private static final Pattern TOKEN = Pattern.compile("([0-9a-z]{1,13})-([0-9a-f]{" + 2 * BYTES + "})");

    /// The longest part before the @ (64 characters by RFC 5321), less the token.
    static final int LONGEST_LOCAL_PART = 64 - "+".length() - 13 - "-".length() - 2 * BYTES;

    /// The envelope's sender of a mail that carries `id`.
    public String of(DeliveryId id) {
        var number = Long.toString(id.value(), Character.MAX_RADIX);
        return TokenAddress.with(address, number + "-" + sealed(number));
    }

    /// Whose mail bounced to `recipient`; empty when we never made that address. Servers may change its case.
    public Optional<DeliveryId> read(String recipient) {
        return TokenAddress.token(address, recipient)
                .map(TOKEN::matcher)
                .filter(token -> token.matches() && isGenuine(token.group(1), token.group(2)))
                .flatMap(token -> number(token.group(1)))
                .map(DeliveryId::new);
    }

    private boolean isGenuine(String number, String seal) {
        return MessageDigest.isEqual(
                sealed(number).getBytes(StandardCharsets.US_ASCII), seal.getBytes(StandardCharsets.US_ASCII));
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.parseLong(text, Character.MAX_RADIX));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private String sealed(String number) {
        var whole = key.hmacSha256(("bounce " + number).getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(whole, 0, BYTES);
    }
}
