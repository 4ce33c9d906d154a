package dev.tocsin.app.judging;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What `tocsin judge` can judge, each by its word on the command line.
public final class JudgeKinds {

    /// Turns one line into its judgement. A line may say as of when it is to be judged; else it is `now`.
    @FunctionalInterface
    public interface Judge {
        ObjectNode judge(Line line, Instant now);
    }

    private static final List<Map.Entry<String, Judge>> KINDS = List.of(
            Map.entry("hsts", (line, _) -> PostureLines.hsts(line)),
            Map.entry("cookie", PostureLines::cookie),
            Map.entry("hostname", (line, _) -> PostureLines.hostname(line)),
            Map.entry("expiry", (line, _) -> PostureLines.expiry(line)),
            Map.entry("redirects", (line, _) -> RedirectLines.redirects(line)),
            Map.entry("security-txt", PostureLines::securityTxt),
            Map.entry("cvss", (line, _) -> DisclosureLines.cvss(line)),
            Map.entry("spf", DisclosureLines::spf),
            Map.entry("authentication-results", (line, _) -> DisclosureLines.authenticationResults(line)));

    private JudgeKinds() {}

    public static Optional<Judge> of(String word) {
        return KINDS.stream()
                .filter(kind -> kind.getKey().equals(word))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    public static List<String> words() {
        return KINDS.stream().map(Map.Entry::getKey).toList();
    }
}
