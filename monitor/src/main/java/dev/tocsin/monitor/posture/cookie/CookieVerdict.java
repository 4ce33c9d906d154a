package dev.tocsin.monitor.posture.cookie;

import dev.tocsin.monitor.posture.PostureVerdict;
import dev.tocsin.monitor.posture.name.Ascii;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// What to think of one cookie: whether browsers keep it, and whether it is as guarded as its name asks for.
///
/// @param sessionLike whether its name says that it stands for somebody's session
public record CookieVerdict(
        SetCookie cookie, boolean stored, boolean sessionLike, PostureVerdict verdict, List<CookieIssue> issues) {

    /// Browsers keep a cookie no longer (RFC 6265bis, 5.5).
    private static final Duration LONGEST_LIFE = Duration.ofDays(400);

    /// Where the cookie came from.
    ///
    /// @param hsts whether browsers talk to the host over HTTPS alone
    /// @param unjudged names of cookies that belong to the platform and that nobody can set otherwise
    public record Origin(String host, boolean overHttps, boolean hsts, Set<String> unjudged) {

        /// What the Observatory leaves out.
        public static final Set<String> LOAD_BALANCERS = Set.of("heroku-session-affinity");

        public Origin {
            unjudged = Set.copyOf(unjudged);
        }
    }

    public CookieVerdict {
        issues = List.copyOf(issues);
    }

    /// Judges one cookie as of `now`.
    ///
    /// @param field the value of one Set-Cookie field, of any content
    public static CookieVerdict of(String field, Origin origin, Instant now) {
        var cookie = SetCookie.parse(field);
        var end = cookie.end(now);
        var refusals = Storage.refusals(field, cookie, origin.host(), origin.overHttps());
        if (origin.unjudged().contains(cookie.name())) {
            return unjudged(cookie, refusals.isEmpty(), false, CookieIssue.LOAD_BALANCER);
        }
        var sessionLike = named(cookie, "sess", "login");
        if (end.filter(moment -> !moment.isAfter(now)).isPresent()) {
            return unjudged(cookie, false, sessionLike, CookieIssue.DELETION);
        }
        var issues = new ArrayList<>(refusals);
        guards(cookie, origin, sessionLike, issues);
        if (end.filter(moment -> moment.isAfter(now.plus(LONGEST_LIFE))).isPresent()) {
            issues.add(CookieIssue.LONG_LIVED);
        }
        return new CookieVerdict(
                cookie, refusals.isEmpty(), sessionLike, verdict(issues, sessionLike, origin.hsts()), issues);
    }

    private static CookieVerdict unjudged(SetCookie cookie, boolean stored, boolean sessionLike, CookieIssue why) {
        return new CookieVerdict(cookie, stored, sessionLike, PostureVerdict.PASS, List.of(why));
    }

    private static void guards(SetCookie cookie, Origin origin, boolean sessionLike, List<CookieIssue> issues) {
        // A page's own script must read the token that it sends back.
        var token = named(cookie, "csrf", "xsrf");
        if (!cookie.secure()) {
            issues.add(CookieIssue.NO_SECURE);
        }
        if (sessionLike && !token && !cookie.httpOnly()) {
            issues.add(CookieIssue.NO_HTTP_ONLY);
        }
        if (cookie.sameSite() == SetCookie.SameSite.ABSENT && (sessionLike || token)) {
            issues.add(CookieIssue.NO_SAME_SITE);
        } else if (cookie.sameSite() == SetCookie.SameSite.INVALID) {
            issues.add(CookieIssue.ODD_SAME_SITE);
        }
        if (!origin.overHttps() && !issues.contains(CookieIssue.SECURE_OVER_HTTP)) {
            issues.add(CookieIssue.OVER_HTTP);
        }
    }

    private static PostureVerdict verdict(List<CookieIssue> issues, boolean sessionLike, boolean hsts) {
        Predicate<CookieIssue> failing = issue -> issue.refusal()
                || issue == CookieIssue.NO_HTTP_ONLY
                || (issue == CookieIssue.NO_SECURE && (sessionLike || !hsts));
        return issues.stream().anyMatch(failing)
                ? PostureVerdict.FAIL
                : issues.isEmpty() ? PostureVerdict.PASS : PostureVerdict.WARN;
    }

    private static boolean named(SetCookie cookie, String one, String other) {
        var name = Ascii.lower(cookie.name());
        var bare = name.startsWith(Storage.HOST_PREFIX)
                ? name.substring(Storage.HOST_PREFIX.length())
                : name.startsWith(Storage.SECURE_PREFIX) ? name.substring(Storage.SECURE_PREFIX.length()) : name;
        return bare.contains(one) || bare.contains(other);
    }
}
