package dev.tocsin.statuspage.web;

import dev.tocsin.config.Secret;
import dev.tocsin.statuspage.PublicId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// Links by which whoever has one reads a draft, for an hour: the update, the end of the link, and 128 bits of
/// an HMAC over both. Nothing of them is kept. Pure.
public final class PreviewLinks {
    private static final Duration VALID = Duration.ofHours(1);
    private static final int BYTES = 16;
    private static final Pattern SHAPE =
            Pattern.compile("([a-z0-9]{12})-([0-9a-z]{1,9})-([0-9a-f]{" + 2 * BYTES + "})");

    private final Secret key;

    public PreviewLinks(Secret key) {
        this.key = key;
    }

    /// A path, and until when it leads anywhere.
    public record Link(String path, Instant until) {}

    public Link to(PublicId update, Instant now) {
        var until = now.plus(VALID);
        var end = Long.toString(until.getEpochSecond(), Character.MAX_RADIX);
        return new Link(
                "/preview/" + update + "-" + end + "-" + sealed(update.value(), end),
                Instant.ofEpochSecond(until.getEpochSecond()));
    }

    /// The update that a token leads to; empty when its time is over, or we never made it.
    Optional<PublicId> read(String token, Instant now) {
        var match = SHAPE.matcher(token);
        if (!match.matches()
                || !MessageDigest.isEqual(
                        sealed(match.group(1), match.group(2)).getBytes(StandardCharsets.US_ASCII),
                        match.group(3).getBytes(StandardCharsets.US_ASCII))) {
            return Optional.empty();
        }
        return now.getEpochSecond() < Long.parseLong(match.group(2), Character.MAX_RADIX)
                ? Optional.of(new PublicId(match.group(1)))
                : Optional.empty();
    }

    private String sealed(String update, String end) {
        var whole = key.hmacSha256(("preview " + update + " " + end).getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(whole, 0, BYTES);
    }
}
