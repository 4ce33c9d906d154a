package dev.tocsin.monitor.posture;

/// What is looked at in the chain of certificates.
public enum CertificateCheck implements Check {
    EXPIRED(
            "cert.expired",
            Severity.CRITICAL,
            "RFC 5280, 4.1.2.5",
            "Renew the certificate, and see that the server loads the new one.",
            0,
            0,
            Letter.NOT_TRUSTED),
    NOT_YET_VALID(
            "cert.not-yet-valid",
            Severity.CRITICAL,
            "RFC 5280, 4.1.2.5",
            "Serve the certificate in use until the new one begins; check the clock.",
            0,
            0,
            Letter.NOT_TRUSTED),
    EXPIRY(
            "cert.expiry",
            Severity.MAJOR,
            "RFC 9773; renewal at two thirds of the lifetime",
            "See why the renewal has not happened, and renew.",
            30,
            10,
            Letter.A_PLUS),
    ARI("cert.ari", Severity.MAJOR, "RFC 9773", "Renew now; the authority asks for it.", 0, 0, Letter.A_PLUS),
    HOSTNAME(
            "cert.hostname",
            Severity.CRITICAL,
            "RFC 9525, 6",
            "Serve a certificate whose alternative names hold this host.",
            0,
            0,
            Letter.WRONG_NAME),
    SAN_PRESENT(
            "cert.san-present",
            Severity.CRITICAL,
            "RFC 9525, 2",
            "Issue the certificate with a subject alternative name; common names are not read.",
            0,
            0,
            Letter.A_PLUS),
    SELF_SIGNED(
            "cert.self-signed",
            Severity.CRITICAL,
            "RFC 5280, 6.1",
            "Take a certificate from an authority that visitors trust, or trust this one with --ca.",
            0,
            0,
            Letter.NOT_TRUSTED),
    TRUST(
            "cert.trust",
            Severity.CRITICAL,
            "RFC 5280, 6.1",
            "Take a certificate from an authority that visitors trust, or trust this one with --ca.",
            0,
            0,
            Letter.NOT_TRUSTED),
    CHAIN_COMPLETE(
            "cert.chain.complete",
            Severity.MAJOR,
            "RFC 8446, 4.4.2",
            "Let the server send the intermediate certificates as well.",
            0,
            0,
            Letter.B),
    CHAIN_ORDER(
            "cert.chain.order",
            Severity.INFO,
            "RFC 8446, 4.4.2",
            "Order the file: the own certificate first, then each issuer.",
            0,
            0,
            Letter.A_PLUS),
    CHAIN_EXTRA(
            "cert.chain.extra",
            Severity.INFO,
            "RFC 8446, 4.4.2",
            "Remove from the file what no visitor needs.",
            0,
            0,
            Letter.A_PLUS),
    CHAIN_ROOT(
            "cert.chain.root",
            Severity.INFO,
            "RFC 8446, 4.4.2",
            "Remove the root from the file; visitors have it or do not trust it.",
            0,
            0,
            Letter.A_PLUS),
    CHAIN_EXPIRY(
            "cert.chain.expiry",
            Severity.MAJOR,
            "RFC 5280, 6.1.3",
            "Take the current intermediate certificate of the authority.",
            30,
            10,
            Letter.A_PLUS),
    KEY_SIZE(
            "cert.key.size",
            Severity.MINOR,
            "Baseline Requirements 6.1.5",
            "Make a new key: RSA of 2048 bits or more, or P-256.",
            30,
            0,
            Letter.A_PLUS),
    KEY_TYPE(
            "cert.key.type",
            Severity.MINOR,
            "Baseline Requirements 6.1.5",
            "Use an RSA key or one on P-256, P-384 or P-521.",
            0,
            0,
            Letter.A_PLUS),
    SIGNATURE(
            "cert.sig",
            Severity.MAJOR,
            "RFC 9155; hstspreload domain.tls.sha1",
            "Have the certificate issued anew with SHA-256.",
            30,
            0,
            Letter.A_PLUS),
    EKU(
            "cert.eku",
            Severity.CRITICAL,
            "RFC 5280, 4.2.1.12",
            "Have the certificate issued for serverAuth.",
            0,
            0,
            Letter.A_PLUS),
    BASIC(
            "cert.basic",
            Severity.MINOR,
            "RFC 5280, 4.2.1.9",
            "Do not serve the certificate of an authority as your own.",
            0,
            0,
            Letter.A_PLUS),
    PATH(
            "cert.path",
            Severity.CRITICAL,
            "RFC 5280, 6.1",
            "Have the certificate issued by an authority that may issue it.",
            0,
            0,
            Letter.NOT_TRUSTED),
    REVOKED(
            "cert.revoked",
            Severity.CRITICAL,
            "RFC 5280, 6.3",
            "Replace key and certificate.",
            0,
            0,
            Letter.NOT_TRUSTED),
    CT(
            "cert.ct",
            Severity.MAJOR,
            "RFC 6962, 3.3; the policies of Chrome and Firefox",
            "Take the certificate from an authority that logs it.",
            0,
            0,
            Letter.A_PLUS),
    LIFETIME(
            "cert.lifetime",
            Severity.MINOR,
            "Baseline Requirements 6.3.2; ballot SC-081v3",
            "Have certificates issued for a shorter time.",
            0,
            0,
            Letter.A_PLUS),
    CHANGED("cert.changed", Severity.INFO, "own", "Nothing, if you renewed it.", 0, 0, Letter.A_PLUS),
    ISSUER(
            "cert.issuer",
            Severity.MINOR,
            "own",
            "Make sure that you changed the authority, and that CAA records allow it.",
            0,
            0,
            Letter.A_PLUS),
    KEY(
            "cert.key",
            Severity.INFO,
            "RFC 7469, 2.4",
            "Make a new key at renewals; keep the pinned keys up to date.",
            0,
            0,
            Letter.A_PLUS),
    PER_ADDRESS(
            "cert.per-address",
            Severity.CRITICAL,
            "own",
            "Bring the certificate to every address of the name.",
            0,
            0,
            Letter.A_PLUS),
    CAA_MATCH(
            "cert.caa-match",
            Severity.MAJOR,
            "RFC 8659",
            "Allow the authority in the CAA records, or change to one that they allow.",
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

    CertificateCheck(String id, Severity severity, String reference, String fix, int failure, int warning, Letter cap) {
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
