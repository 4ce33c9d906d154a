package dev.tocsin.incidents.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/// One link of the chain. Its hash is over the hash before and everything else that stands in it; the detail of the
/// line is in it by a salted digest only, so that a detail can be erased and the chain still be checked. Hashes and
/// salts are in hex. Pure.
record Seal(long position, long event, long incident, Instant at, String kind, String digest, String hash) {
    /// What the first link follows.
    static final String GENESIS = "0".repeat(64);

    /// A line of a timeline that is to be sealed.
    record Line(long event, long incident, Instant at, String kind, String detail) {}

    static Seal of(long position, String before, Line line, String salt) {
        var digest = digest(salt, line.detail());
        return new Seal(
                position,
                line.event(),
                line.incident(),
                line.at(),
                line.kind(),
                digest,
                chain(before, position, line.event(), line.incident(), line.at(), line.kind(), digest));
    }

    static String digest(String salt, String detail) {
        return sha256(HexFormat.of().parseHex(salt), detail.getBytes(StandardCharsets.UTF_8));
    }

    boolean follows(String before) {
        return hash.equals(chain(before, position, event, incident, at, kind, digest));
    }

    /// Every part has a length that is fixed or written before it: no two links have the same bytes.
    private static String chain(
            String before, long position, long event, long incident, Instant at, String kind, String digest) {
        var word = kind.getBytes(StandardCharsets.UTF_8);
        var micros = ChronoUnit.MICROS.between(Instant.EPOCH, at);
        var numbers = ByteBuffer.allocate(4 * Long.BYTES + Integer.BYTES)
                .putLong(position)
                .putLong(event)
                .putLong(incident)
                .putLong(micros)
                .putInt(word.length);
        return sha256(
                HexFormat.of().parseHex(before),
                numbers.array(),
                word,
                HexFormat.of().parseHex(digest));
    }

    private static String sha256(byte[]... parts) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                sha256.update(part);
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
