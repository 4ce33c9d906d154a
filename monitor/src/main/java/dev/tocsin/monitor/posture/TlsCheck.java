package dev.tocsin.monitor.posture;

/// What is looked at in the handshake.
public enum TlsCheck implements Check {
    CONNECT(
            "tls.connect",
            Severity.CRITICAL,
            "RFC 8446; hstspreload domain.tls.cannot_connect",
            "Let the server answer TLS 1.2 or 1.3 on this address and port.",
            0,
            0,
            Letter.F),
    VERSION_FLOOR(
            "tls.version.floor",
            Severity.MINOR,
            "RFC 8996",
            "Switch TLS 1.1 and everything older off.",
            0,
            0,
            Letter.B),
    VERSION_13(
            "tls.version.13",
            Severity.MAJOR,
            "RFC 9325, 3.1.1; Mozilla Server Side TLS 6.0",
            "Switch TLS 1.3 on.",
            5,
            5,
            Letter.C),
    FORWARD_SECRECY(
            "tls.kex.fs",
            Severity.MINOR,
            "RFC 9325, 4.1",
            "Offer ECDHE suites alone, without TLS_RSA_* and TLS_DH_*.",
            15,
            0,
            Letter.A_PLUS),
    CIPHER(
            "tls.cipher",
            Severity.MINOR,
            "Mozilla Server Side TLS 6.0, intermediate; hstspreload tls.obsolete_cipher_suite",
            "In TLS 1.2 keep the six ECDHE suites with AES-GCM or ChaCha20.",
            0,
            0,
            Letter.A_PLUS),
    DH(
            "tls.dh",
            Severity.MINOR,
            "RFC 9325, 4.1",
            "Drop DHE suites, or give them 2048 bits or more.",
            0,
            0,
            Letter.A_PLUS),
    POST_QUANTUM(
            "tls.group.pq",
            Severity.INFO,
            "Mozilla Server Side TLS 6.0, tls_curves",
            "Offer the group X25519MLKEM768.",
            0,
            0,
            Letter.A_PLUS),
    SNI(
            "tls.sni",
            Severity.INFO,
            "RFC 6066, 3",
            "Nothing, unless clients without SNI must be served.",
            0,
            0,
            Letter.A_PLUS),
    CLIENT_CERTIFICATE(
            "tls.client-certificate",
            Severity.INFO,
            "RFC 8446, 4.3.2",
            "Ask for certificates of clients only where visitors have one.",
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

    TlsCheck(String id, Severity severity, String reference, String fix, int failure, int warning, Letter cap) {
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
