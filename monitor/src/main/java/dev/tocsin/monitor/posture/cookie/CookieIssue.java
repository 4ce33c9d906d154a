package dev.tocsin.monitor.posture.cookie;

/// What can be said about a Set-Cookie field.
public enum CookieIssue {
    CONTROL_CHARACTER("control character, browsers drop it", true),
    TOO_LARGE("name and value over 4096 bytes, browsers drop it", true),
    EMPTY("neither name nor value, browsers drop it", true),
    FOREIGN_DOMAIN("Domain does not cover the host, browsers drop it", true),
    PUBLIC_SUFFIX("Domain is a public suffix, browsers drop it", true),
    SECURE_OVER_HTTP("Secure cookie set over plain HTTP, browsers drop it", true),
    NONE_NEEDS_SECURE("SameSite=None needs Secure, browsers drop it", true),
    IMITATED_PREFIX("nameless cookie imitating a prefix, browsers drop it", true),
    SECURE_PREFIX_BROKEN("__Secure- rule broken, browsers drop it", true),
    HOST_PREFIX_BROKEN("__Host- rule broken, browsers drop it", true),
    NO_SECURE("Secure missing", false),
    NO_HTTP_ONLY("HttpOnly missing", false),
    NO_SAME_SITE("SameSite missing", false),
    ODD_SAME_SITE("SameSite value not recognised", false),
    OVER_HTTP("cookie set over plain HTTP", false),
    LONG_LIVED("lifetime over 400 days, browsers shorten it", false),
    DELETION("deletion, not judged", false),
    LOAD_BALANCER("known load-balancer cookie, not judged", false);

    private final String words;
    private final boolean refusal;

    CookieIssue(String words, boolean refusal) {
        this.words = words;
        this.refusal = refusal;
    }

    public String words() {
        return words;
    }

    /// Whether browsers do not keep a cookie with it.
    public boolean refusal() {
        return refusal;
    }
}
