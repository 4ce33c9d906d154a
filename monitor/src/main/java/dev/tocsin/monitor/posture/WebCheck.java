package dev.tocsin.monitor.posture;

/// What is looked at in redirects, cookies, headers, content and the DNS.
public enum WebCheck implements Check {
    REDIRECT_HTTPS(
            "redir.https",
            Severity.MAJOR,
            "RFC 6797, 7.2",
            "Answer plain HTTP with a redirect to HTTPS, or close port 80.",
            20,
            0,
            Letter.A_PLUS),
    REDIRECT_FIRST_HOP(
            "redir.first-hop",
            Severity.MINOR,
            "hstspreload redirects.http; Observatory redirection",
            "Redirect to https:// of the same host first.",
            10,
            5,
            Letter.A_PLUS),
    REDIRECT_CHAIN(
            "redir.chain",
            Severity.MINOR,
            "hstspreload redirects.too_many",
            "Redirect straight to where visitors shall arrive.",
            0,
            0,
            Letter.A_PLUS),
    REDIRECT_DOWNGRADE(
            "redir.downgrade",
            Severity.MAJOR,
            "hstspreload redirects.insecure",
            "Redirect to https:// alone.",
            20,
            0,
            Letter.A_PLUS),
    REDIRECT_PERMANENT(
            "redir.permanent", Severity.INFO, "RFC 9110, 15.4", "Redirect with 301 or 308.", 0, 0, Letter.A_PLUS),
    COOKIE_DROPPED(
            "cookie.dropped",
            Severity.MAJOR,
            "RFC 6265bis, 5.7",
            "Send the cookie as its prefix and attributes demand.",
            0,
            0,
            Letter.A_PLUS),
    COOKIE_SECURE("cookie.secure", Severity.MAJOR, "RFC 6265bis, 4.1.2.5", "Add Secure.", 0, 0, Letter.A_PLUS),
    COOKIE_HTTP_ONLY(
            "cookie.httponly",
            Severity.MAJOR,
            "RFC 6265bis, 4.1.2.6",
            "Add HttpOnly to cookies that stand for a session.",
            0,
            0,
            Letter.A_PLUS),
    COOKIE_SAME_SITE(
            "cookie.samesite",
            Severity.MINOR,
            "RFC 6265bis, 4.1.2.7",
            "Add SameSite=Lax or SameSite=Strict.",
            0,
            0,
            Letter.A_PLUS),
    CSP(
            "csp.present",
            Severity.MINOR,
            "CSP Level 3; Observatory content-security-policy",
            "Send a Content-Security-Policy without unsafe-inline.",
            0,
            0,
            Letter.A_PLUS),
    NOSNIFF(
            "xcto.nosniff",
            Severity.MINOR,
            "Fetch, 3.7; Observatory x-content-type-options",
            "Send X-Content-Type-Options: nosniff.",
            0,
            0,
            Letter.A_PLUS),
    FRAMING(
            "frame.ancestors",
            Severity.MINOR,
            "CSP Level 3, 6.4.2; RFC 7034",
            "Send frame-ancestors in the Content-Security-Policy.",
            0,
            0,
            Letter.A_PLUS),
    REFERRER(
            "referrer.policy",
            Severity.MINOR,
            "Referrer Policy, 3",
            "Send Referrer-Policy: strict-origin-when-cross-origin or stricter.",
            0,
            0,
            Letter.A_PLUS),
    PERMISSIONS(
            "permissions.policy",
            Severity.INFO,
            "Permissions Policy",
            "Send a Permissions-Policy that switches off what the site does not use.",
            0,
            0,
            Letter.A_PLUS),
    CORS(
            "cors.access",
            Severity.MAJOR,
            "Fetch, 3.2",
            "Do not allow credentials to every origin that asks.",
            0,
            0,
            Letter.A_PLUS),
    CORP(
            "corp.policy",
            Severity.INFO,
            "Fetch, 3.6",
            "Send Cross-Origin-Resource-Policy: same-origin where nobody embeds the site.",
            0,
            0,
            Letter.A_PLUS),
    SRI(
            "sri.scripts",
            Severity.MINOR,
            "Subresource Integrity",
            "Load foreign scripts over HTTPS, with an integrity attribute.",
            0,
            0,
            Letter.A_PLUS),
    MIXED_ACTIVE(
            "mixed.active",
            Severity.MAJOR,
            "Mixed Content, 5.3",
            "Load scripts, frames and styles over HTTPS, and send forms there.",
            0,
            0,
            Letter.A_PLUS),
    MIXED_PASSIVE(
            "mixed.passive",
            Severity.MINOR,
            "Mixed Content, 5.1",
            "Load images and media over HTTPS.",
            0,
            0,
            Letter.A_PLUS),
    CAA(
            "caa.present",
            Severity.INFO,
            "RFC 8659",
            "Publish CAA records with the authorities that may issue for the domain.",
            0,
            0,
            Letter.A_PLUS),
    DNSSEC(
            "dnssec",
            Severity.MAJOR,
            "RFC 4035, 5",
            "Sign the zone, and keep the DS record of its parent true.",
            0,
            0,
            Letter.A_PLUS),
    SECURITY_TXT(
            "sectxt",
            Severity.MINOR,
            "RFC 9116",
            "Serve /.well-known/security.txt with Contact and Expires.",
            0,
            0,
            Letter.A_PLUS);

    private final String id;
    private final Severity severity;
    private final String reference;
    private final String fix;
    private final int failure;
    private final int warning;
    private final Letter cap;

    WebCheck(String id, Severity severity, String reference, String fix, int failure, int warning, Letter cap) {
        this.id = id;
        this.severity = severity;
        this.reference = reference;
        this.fix = fix;
        this.failure = failure;
        this.warning = warning;
        this.cap = cap;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Severity severity() {
        return severity;
    }

    @Override
    public String reference() {
        return reference;
    }

    @Override
    public String fix() {
        return fix;
    }

    @Override
    public int failure() {
        return failure;
    }

    @Override
    public int warning() {
        return warning;
    }

    @Override
    public Letter cap() {
        return cap;
    }
}
