package dev.tocsin.monitor.posture.redirect;

import dev.tocsin.monitor.posture.PostureVerdict;

/// What can be said about the way from plain HTTP to HTTPS, and how bad it is.
public enum RedirectIssue {
    HTTP_CLOSED("nothing listens on plain HTTP", PostureVerdict.INFO),
    TEMPORARY("redirect is temporary", PostureVerdict.INFO),
    USELESS_HSTS("HSTS over plain HTTP is ignored", PostureVerdict.INFO),
    NO_REDIRECT("plain HTTP answers without redirecting", PostureVerdict.WARN),
    OTHER_HOST("first hop goes to another host", PostureVerdict.WARN),
    WEAK_HSTS("HSTS on the first HTTPS answer is below the preload rule", PostureVerdict.WARN),
    NO_HSTS("no HSTS on the first HTTPS answer", PostureVerdict.WARN),
    MANY("more than three redirects", PostureVerdict.WARN),
    PLAIN_CONTENT("plain HTTP serves content", PostureVerdict.FAIL),
    PLAIN_FIRST_HOP("first hop is still plain HTTP", PostureVerdict.FAIL),
    DOWNGRADE("HTTPS redirects back to plain HTTP", PostureVerdict.FAIL),
    LOOP("redirect loop", PostureVerdict.FAIL),
    NOWHERE("a redirect leads nowhere", PostureVerdict.FAIL),
    UNREACHABLE("a redirect leads to a host that does not answer", PostureVerdict.FAIL),
    HTTPS_SILENT("HTTPS does not answer", PostureVerdict.FAIL);

    private final String words;
    private final PostureVerdict verdict;

    RedirectIssue(String words, PostureVerdict verdict) {
        this.words = words;
        this.verdict = verdict;
    }

    public String words() {
        return words;
    }

    public PostureVerdict verdict() {
        return verdict;
    }
}
