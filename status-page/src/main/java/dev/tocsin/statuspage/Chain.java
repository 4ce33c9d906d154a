package dev.tocsin.statuspage;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;

/// The chain in which changes hang. The hash of a link covers the hash before it and every field of its own, each with
/// its length before it, so that no two links read the same. `docs/status-page.md` says how others can check one. Pure.
public final class Chain {
    /// What stands before the first link.
    public static final String START = "0".repeat(64);

    private Chain() {}

    static Change link(
            String subject, int number, Instant at, String actor, String kind, String content, String before) {
        return new Change(
                subject, number, at, actor, kind, content, hash(before, subject, number, at, actor, kind, content));
    }

    /// The number of the first link that does not fit; empty when the chain is whole. `changes` stand in their order,
    /// from the first on.
    public static OptionalInt firstBreak(List<Change> changes) {
        var before = START;
        for (var place = 0; place < changes.size(); place++) {
            var one = changes.get(place);
            var fits = hash(before, one.subject(), place + 1, one.at(), one.actor(), one.kind(), one.content());
            if (one.number() != place + 1 || !fits.equals(one.hash())) {
                return OptionalInt.of(place + 1);
            }
            before = one.hash();
        }
        return OptionalInt.empty();
    }

    private static String hash(
            String before, String subject, int number, Instant at, String actor, String kind, String content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var field : List.of(before, subject, Integer.toString(number), at.toString(), actor, kind, content)) {
                var bytes = field.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java knows SHA-256, this one does not", impossible);
        }
    }
}
