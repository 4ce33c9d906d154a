package dev.tocsin.monitor.probe;

import dev.tocsin.monitor.HttpExpectation.Trait;
import java.util.Set;

/// Judges the way in which an answer came.
final class TraitChecks {

    private TraitChecks() {}

    static void judge(Set<Trait> expected, Answer answer, Findings findings) {
        if (expected.isEmpty()) {
            return;
        }
        for (var trait : Trait.values()) {
            if (expected.contains(trait)) {
                judge(trait, answer, findings);
            }
        }
    }

    private static void judge(Trait trait, Answer answer, Findings findings) {
        switch (trait) {
            case HTTP2 ->
                note(
                        "http2",
                        answer.version().equals("HTTP/2"),
                        "HTTP/2",
                        answer.version(),
                        "answer came by",
                        findings);
            case TLS13 -> {
                var version = answer.tls().isEmpty() ? "no TLS" : answer.tls().replace("TLSv", "TLS ");
                note("tls13", answer.tls().equals("TLSv1.3"), "TLS 1.3", version, "answer came over", findings);
            }
            case COMPRESSED -> {
                var encoding = answer.headers().get("Content-Encoding");
                if (encoding == null || encoding.isBlank() || encoding.equalsIgnoreCase("identity")) {
                    note("compressed", false, "compressed", "not compressed", "body is", findings);
                } else {
                    note("compressed", true, "compressed", encoding, "body is", findings);
                }
            }
        }
    }

    private static void note(
            String name, boolean passed, String expected, String actual, String subject, Findings findings) {
        findings.note(name, passed, expected, actual, subject + " " + Wording.cut(actual) + ", expected " + expected);
    }
}
