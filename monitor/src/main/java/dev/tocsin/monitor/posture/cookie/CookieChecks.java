package dev.tocsin.monitor.posture.cookie;

import static dev.tocsin.monitor.posture.WebCheck.COOKIE_DROPPED;
import static dev.tocsin.monitor.posture.WebCheck.COOKIE_HTTP_ONLY;
import static dev.tocsin.monitor.posture.WebCheck.COOKIE_SAME_SITE;
import static dev.tocsin.monitor.posture.WebCheck.COOKIE_SECURE;

import dev.tocsin.monitor.posture.Finding;
import dev.tocsin.monitor.posture.Profile;
import dev.tocsin.monitor.posture.Severity;
import dev.tocsin.monitor.posture.WebCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The findings of all the cookies of an answer. The Observatory counts the worst thing about cookies once.
public final class CookieChecks {

    /// What the Observatory takes for a cookie, and for which check.
    private record Loss(WebCheck check, int points) {}

    private CookieChecks() {}

    public static List<Finding> of(List<CookieVerdict> cookies, boolean hsts, Profile profile) {
        var worst = cookies.stream()
                .flatMap(cookie -> losses(cookie, hsts).stream())
                .reduce((one, other) -> other.points() < one.points() ? other : one);
        var findings = new ArrayList<Finding>();
        findings.add(dropped(cookies));
        findings.add(secure(cookies, hsts));
        findings.add(httpOnly(cookies));
        findings.add(sameSite(cookies));
        if (worst.isEmpty() && !cookies.isEmpty()) {
            var all = cookies.stream().allMatch(cookie -> cookie.cookie().sameSite() != SetCookie.SameSite.ABSENT);
            findings.set(3, findings.get(3).modifying(all ? 5 : 0));
        }
        return findings.stream()
                .map(finding -> finding.modifying(worst.filter(loss -> loss.check() == finding.check())
                        .map(Loss::points)
                        .orElse(finding.modifier())))
                .map(finding -> profile == Profile.NONE ? finding.asInfo() : finding)
                .toList();
    }

    private static List<Loss> losses(CookieVerdict cookie, boolean hsts) {
        var losses = new ArrayList<Loss>();
        var issues = cookie.issues();
        if (issues.contains(CookieIssue.NO_SECURE)) {
            var points = cookie.sessionLike() ? (hsts ? -10 : -40) : hsts ? -5 : -20;
            losses.add(new Loss(COOKIE_SECURE, points));
        }
        if (issues.contains(CookieIssue.NO_HTTP_ONLY)) {
            losses.add(new Loss(COOKIE_HTTP_ONLY, -30));
        }
        if (issues.contains(CookieIssue.ODD_SAME_SITE)
                || (issues.contains(CookieIssue.NO_SAME_SITE) && !cookie.sessionLike())) {
            losses.add(new Loss(COOKIE_SAME_SITE, -20));
        }
        if (issues.contains(CookieIssue.NONE_NEEDS_SECURE)) {
            losses.add(new Loss(COOKIE_DROPPED, -20));
        }
        return losses;
    }

    private static Finding dropped(List<CookieVerdict> cookies) {
        var dropped = cookies.stream()
                .filter(cookie -> cookie.issues().stream().anyMatch(CookieIssue::refusal))
                .toList();
        return dropped.isEmpty()
                ? Finding.pass(COOKIE_DROPPED, "browsers keep every cookie")
                : Finding.fail(COOKIE_DROPPED, counted(dropped.size()) + " dropped by browsers")
                        .weighing(
                                dropped.stream().anyMatch(CookieVerdict::sessionLike) ? Severity.MAJOR : Severity.MINOR)
                        .seeing(dropped.stream().map(CookieChecks::words).collect(Collectors.joining("; ")));
    }

    private static Finding secure(List<CookieVerdict> cookies, boolean hsts) {
        var bare = with(cookies, CookieIssue.NO_SECURE);
        if (bare.isEmpty()) {
            return Finding.pass(COOKIE_SECURE, "every cookie is sent over HTTPS alone");
        }
        var session = bare.stream().anyMatch(CookieVerdict::sessionLike);
        var words = (session ? "session cookie" : "cookie") + " without Secure";
        return session || !hsts
                ? Finding.fail(COOKIE_SECURE, words)
                        .weighing(session ? Severity.MAJOR : Severity.MINOR)
                        .seeing(names(bare))
                : Finding.warn(COOKIE_SECURE, words).weighing(Severity.MINOR).seeing(names(bare));
    }

    private static Finding httpOnly(List<CookieVerdict> cookies) {
        var bare = with(cookies, CookieIssue.NO_HTTP_ONLY);
        return bare.isEmpty()
                ? Finding.pass(COOKIE_HTTP_ONLY, "no script reads a session")
                : Finding.fail(COOKIE_HTTP_ONLY, "session cookie without HttpOnly")
                        .seeing(names(bare));
    }

    private static Finding sameSite(List<CookieVerdict> cookies) {
        var odd = with(cookies, CookieIssue.ODD_SAME_SITE);
        var bare = with(cookies, CookieIssue.NO_SAME_SITE);
        return !odd.isEmpty()
                ? Finding.warn(COOKIE_SAME_SITE, "SameSite value not recognised")
                        .seeing(names(odd))
                : bare.isEmpty()
                        ? Finding.pass(COOKIE_SAME_SITE, "no session or token goes along from other sites")
                        : Finding.warn(COOKIE_SAME_SITE, "SameSite missing").seeing(names(bare));
    }

    private static List<CookieVerdict> with(List<CookieVerdict> cookies, CookieIssue issue) {
        return cookies.stream()
                .filter(cookie -> cookie.issues().contains(issue))
                .toList();
    }

    private static String names(List<CookieVerdict> cookies) {
        return cookies.stream().map(cookie -> cookie.cookie().name()).distinct().collect(Collectors.joining(", "));
    }

    private static String words(CookieVerdict cookie) {
        return cookie.cookie().name() + ": "
                + cookie.issues().stream()
                        .filter(CookieIssue::refusal)
                        .map(CookieIssue::words)
                        .collect(Collectors.joining(", "));
    }

    private static String counted(int count) {
        return count == 1 ? "1 cookie" : count + " cookies";
    }
}
