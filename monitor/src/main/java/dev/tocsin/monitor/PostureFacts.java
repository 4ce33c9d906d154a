package dev.tocsin.monitor;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What one look at the posture of a target found. `measure` is what was looked at and by what it was measured: as long
/// as it stays the same, one look can be held against the next. `whole` unless an address that counts could not be
/// looked at. `page` is the one whose cookies, headers and content were judged; empty where none answered.
public record PostureFacts(
        String measure,
        boolean whole,
        String grade,
        Optional<Mark> transport,
        Optional<Mark> headers,
        int done,
        int of,
        List<Found> findings,
        List<Leaf> leaves,
        int addresses,
        String page)
        implements Facts {

    /// One of the two marks of which the grade is the worse.
    public record Mark(String grade, int score) {}

    /// What one check says; verdict and severity in the words of JSON. `seenAt` where an earlier look saw it.
    public record Found(
            String check, String verdict, String severity, String summary, String evidence, Optional<Instant> seenAt) {

        /// Seen in this look.
        public Found(String check, String verdict, String severity, String summary, String evidence) {
            this(check, verdict, severity, summary, evidence, Optional.empty());
        }
    }

    /// A certificate that a server showed as its own, and where. `key` is the SHA-256 of its public key in base64.
    public record Leaf(
            String sha256,
            String subject,
            String issuer,
            String key,
            List<String> sans,
            String serial,
            Instant notBefore,
            Instant notAfter,
            List<String> at) {}

    public PostureFacts {
        findings = List.copyOf(findings);
        leaves = List.copyOf(leaves);
    }

    @Override
    public String kind() {
        return "posture";
    }

    @Override
    public String words() {
        var failing = findings.stream()
                .filter(found -> found.verdict().equals("fail"))
                .map(Found::check)
                .distinct()
                .toList();
        var end = leaves.stream().map(Leaf::notAfter).min(Comparator.naturalOrder());
        return "grade " + grade
                + (failing.isEmpty() ? "" : failing.stream().collect(Collectors.joining(", ", ", failing: ", "")))
                + end.map(instant -> ", certificate until " + instant).orElse("");
    }
}
