package dev.tocsin.monitor.posture;

/// What is looked at in Strict-Transport-Security, and in the list of what is preloaded.
public enum HstsCheck implements Check {
    PRESENT(
            "hsts.present",
            Severity.MAJOR,
            "RFC 6797, 7.1",
            "Send Strict-Transport-Security with every answer over HTTPS.",
            20,
            0,
            Letter.A_PLUS),
    SINGLE(
            "hsts.single",
            Severity.MINOR,
            "RFC 6797, 8.1",
            "Send the header from one place; browsers read the first only.",
            0,
            0,
            Letter.A_PLUS),
    VALID(
            "hsts.valid",
            Severity.MAJOR,
            "RFC 6797, 6.1",
            "Send a header such as: max-age=31536000; includeSubDomains",
            20,
            0,
            Letter.A_PLUS),
    MAX_AGE(
            "hsts.max-age",
            Severity.MAJOR,
            "RFC 6797, 6.1.1",
            "Raise max-age, at best to 63072000 (two years).",
            20,
            10,
            Letter.A_PLUS),
    SUBDOMAINS(
            "hsts.subdomains",
            Severity.MINOR,
            "RFC 6797, 6.1.2",
            "Add includeSubDomains once every subdomain speaks HTTPS.",
            5,
            5,
            Letter.A_PLUS),
    PRELOAD_DIRECTIVE(
            "hsts.preload-directive",
            Severity.MINOR,
            "hstspreload.org",
            "Send preload only where the domain is to be preloaded.",
            0,
            0,
            Letter.A_PLUS),
    PRELOAD_ELIGIBLE(
            "hsts.preload-eligible",
            Severity.MINOR,
            "hstspreload.org",
            "Mend what the checker names.",
            5,
            5,
            Letter.A_PLUS),
    PRELOAD_LISTED("hsts.preload-listed", Severity.INFO, "hstspreload.org", "Nothing.", 0, 0, Letter.A_PLUS),
    PRELOAD_AT_RISK(
            "hsts.preload-at-risk",
            Severity.MAJOR,
            "hstspreload.org, continued requirements",
            "Mend what the checker names before the domain is removed.",
            0,
            0,
            Letter.A_PLUS),
    ON_REDIRECT(
            "hsts.on-redirect",
            Severity.MINOR,
            "hstspreload redirects.http.first_redirect.no_hsts",
            "Send the header also with the redirect that a visitor meets first.",
            5,
            0,
            Letter.A_PLUS),
    ON_ERRORS(
            "hsts.on-errors",
            Severity.MINOR,
            "RFC 6797, 7.1",
            "Send the header with errors as well (nginx: add_header … always).",
            0,
            0,
            Letter.A_PLUS),
    OVER_HTTP(
            "hsts.over-http",
            Severity.INFO,
            "RFC 6797, 7.2",
            "Leave the header out over plain HTTP.",
            0,
            0,
            Letter.A_PLUS),
    HONOURED("hsts.honoured", Severity.INFO, "RFC 6797, 8.1", "Mend the certificate first.", 0, 0, Letter.A_PLUS);

    private final String id;
    private final Severity severity;
    private final String reference;
    private final String fix;
    private final int failure;
    private final int warning;
    private final Letter cap;

    HstsCheck(String id, Severity severity, String reference, String fix, int failure, int warning, Letter cap) {
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
