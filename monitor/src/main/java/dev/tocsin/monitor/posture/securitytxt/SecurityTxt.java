package dev.tocsin.monitor.posture.securitytxt;

import dev.tocsin.monitor.posture.PostureVerdict;
import dev.tocsin.monitor.posture.name.Ascii;
import dev.tocsin.monitor.posture.name.WebUrl;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A security.txt held against RFC 9116: where and how it is served, and what it says.
///
/// @param expires when it ends, where it says so once and legibly
public record SecurityTxt(PostureVerdict verdict, List<SecurityTxtIssue> issues, Optional<Instant> expires) {

    static final String PLACE = "/.well-known/security.txt";

    /// The answer at the place where a security.txt should be.
    ///
    /// @param path that was asked for
    /// @param contentType the header; empty without one
    /// @param finalUrl where redirects led; empty when it was answered on the spot
    public record Served(
            String path, int status, Optional<String> contentType, String body, Optional<String> finalUrl) {}

    public SecurityTxt {
        issues = List.copyOf(issues);
    }

    public static SecurityTxt judge(Served served, Instant now) {
        var issues = new TreeSet<SecurityTxtIssue>();
        if (served.finalUrl()
                .flatMap(WebUrl::parse)
                .filter(url -> !url.secure())
                .isPresent()) {
            issues.add(SecurityTxtIssue.PLAIN_HTTP);
        }
        if (served.status() != 200) {
            issues.add(SecurityTxtIssue.ABSENT);
            return done(issues, Optional.empty());
        }
        if (!media(served.contentType(), issues)) {
            // A page for people, or a script that answers everything: there is nothing to read.
            issues.add(SecurityTxtIssue.NOT_PLAIN_TEXT);
            return done(issues, Optional.empty());
        }
        if (!served.path().equals(PLACE)) {
            issues.add(SecurityTxtIssue.ELSEWHERE);
        }
        var fields = new Fields(served.body(), issues);
        var place = served.finalUrl().flatMap(WebUrl::parse);
        return done(issues, fields.weigh(place, now));
    }

    private static SecurityTxt done(Set<SecurityTxtIssue> issues, Optional<Instant> expires) {
        var verdict = issues.stream().map(SecurityTxtIssue::verdict).reduce(PostureVerdict.PASS, PostureVerdict::or);
        return new SecurityTxt(verdict, List.copyOf(issues), expires);
    }

    private static boolean media(Optional<String> contentType, Set<SecurityTxtIssue> issues) {
        var parts = contentType.orElse("").split(";", -1);
        for (var index = 1; index < parts.length; index++) {
            var parameter = Ascii.lower(Ascii.trim(parts[index]));
            if (parameter.startsWith("charset=")
                    && !parameter
                            .substring("charset=".length())
                            .replace("\"", "")
                            .equals("utf-8")) {
                issues.add(SecurityTxtIssue.OTHER_CHARSET);
            }
        }
        return Ascii.same(Ascii.trim(parts[0]), "text/plain");
    }
}
