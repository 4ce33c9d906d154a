package dev.tocsin.monitor.posture.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.monitor.PostureFacts;
import dev.tocsin.monitor.posture.PostureMeasure;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// All on which it depends what a look does, in 64 characters: what it found, what the owner declared, and the day, so
/// that once a day everything is written whatever was found.
final class Digest {

    private final StringBuilder text = new StringBuilder(8_192);

    private Digest() {}

    static String of(PostureFacts facts, PostureMeasure measure, Instant at) {
        var digest = new Digest();
        digest.add(LocalDate.ofInstant(at, ZoneOffset.UTC));
        digest.add(
                facts.measure(),
                facts.whole(),
                facts.grade(),
                facts.transport(),
                facts.headers(),
                facts.done(),
                facts.of(),
                facts.addresses(),
                facts.page());
        digest.add(facts.findings().size());
        facts.findings()
                .forEach(found -> digest.add(
                        found.check(),
                        found.verdict(),
                        found.severity(),
                        found.summary(),
                        found.evidence(),
                        found.seenAt()));
        facts.leaves().forEach(digest::add);
        // Sorted, for sets have another order in every process.
        digest.add(new TreeMap<>(measure.policy().wishes()), new TreeSet<>(measure.pins()));
        measure.policy().accepted().stream()
                .filter(risk -> at.isBefore(risk.until()))
                .forEach(digest::add);
        return digest.sum();
    }

    private void add(PostureFacts.Leaf leaf) {
        add(leaf.sha256(), leaf.subject(), leaf.issuer(), leaf.key(), leaf.serial());
        add(leaf.notBefore(), leaf.notAfter(), leaf.at().size());
        leaf.at().forEach(this::add);
    }

    /// Each with its length, so that no two lists read the same.
    private void add(Object... values) {
        for (var value : List.of(values)) {
            var words = value.toString();
            text.append(words.length()).append(':').append(words);
        }
    }

    private String sum() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(text.toString().getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this Java has no SHA-256", missing);
        }
    }
}
