package dev.tocsin.monitor.posture.tls;

import static dev.tocsin.monitor.posture.TlsCheck.CIPHER;
import static dev.tocsin.monitor.posture.TlsCheck.CLIENT_CERTIFICATE;
import static dev.tocsin.monitor.posture.TlsCheck.CONNECT;
import static dev.tocsin.monitor.posture.TlsCheck.DH;
import static dev.tocsin.monitor.posture.TlsCheck.FORWARD_SECRECY;
import static dev.tocsin.monitor.posture.TlsCheck.POST_QUANTUM;
import static dev.tocsin.monitor.posture.TlsCheck.SNI;
import static dev.tocsin.monitor.posture.TlsCheck.VERSION_13;
import static dev.tocsin.monitor.posture.TlsCheck.VERSION_FLOOR;

import dev.tocsin.monitor.posture.Finding;
import dev.tocsin.monitor.posture.Severity;
import dev.tocsin.monitor.posture.tls.TlsSurvey.Answer;
import dev.tocsin.monitor.posture.tls.TlsSurvey.Handshake;
import dev.tocsin.monitor.posture.tls.TlsSurvey.Offers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What the handshakes with one address are worth.
public final class TlsChecks {

    /// All that Mozilla's intermediate configuration has for TLS 1.2.
    private static final Set<String> GOOD_SUITES = Set.of(
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private static final int LEAST_BITS = 2048;

    private TlsChecks() {}

    /// Whether a client of today could connect.
    public static boolean connected(TlsSurvey survey) {
        return survey.handshake() instanceof Handshake.Done;
    }

    /// How the handshake of a client of today ended, in a few words.
    public static String words(TlsSurvey survey) {
        return switch (survey.handshake()) {
            case Handshake.Done done -> done.version().replace("TLSv", "TLS ") + ", " + done.cipher();
            case Handshake.Refused refused -> refused.reason();
            case Handshake.NoTls noTls -> noTls.reason();
            case Handshake.Silent silent -> silent.reason();
            case Handshake.OutOfReach outOfReach -> outOfReach.reason();
        };
    }

    /// Whether the preload checker calls the suite obsolete.
    public static boolean obsolete(String version, String cipher) {
        return !version.equals("TLSv1.3") && !GOOD_SUITES.contains(cipher);
    }

    public static List<Finding> of(TlsSurvey survey) {
        var findings =
                new ArrayList<>(List.of(connect(survey), newest(survey), cipher(survey), clientCertificate(survey)));
        Stream.of(
                        floor(survey.offers()),
                        forwardSecrecy(survey),
                        dh(survey.offers()),
                        postQuantum(survey.offers()),
                        name(survey.offers()))
                .map(finding -> survey.carried().map(finding::seenAt).orElse(finding))
                .forEach(findings::add);
        return findings;
    }

    private static Finding connect(TlsSurvey survey) {
        return switch (survey.handshake()) {
            case Handshake.Done done ->
                Finding.pass(CONNECT, done.version().replace("TLSv", "TLS ") + ", " + done.cipher());
            case Handshake.Refused refused ->
                Finding.fail(CONNECT, "no TLS connection with a safe client")
                        .weighing(Severity.MAJOR)
                        .seeing(refused.reason());
            case Handshake.NoTls noTls ->
                Finding.fail(CONNECT, "no TLS on this port").seeing(noTls.reason());
            case Handshake.Silent silent ->
                Finding.fail(CONNECT, "no connection").seeing(silent.reason());
            case Handshake.OutOfReach outOfReach ->
                Finding.untested(CONNECT, "no way to the address from this machine")
                        .seeing(outOfReach.reason());
        };
    }

    private static Finding floor(Offers offers) {
        var answered = offers.answered();
        if (!answered.isEmpty()) {
            var ssl = answered.stream().anyMatch(version -> version.startsWith("SSL"));
            return Finding.fail(VERSION_FLOOR, (ssl ? "SSL" : "TLS 1.0 or 1.1") + " still offered")
                    .seeing(String.join(", ", answered));
        }
        return offers.old().isEmpty() || offers.old().containsValue(Answer.UNKNOWN)
                ? Finding.untested(VERSION_FLOOR, "old versions could not be tried")
                : Finding.pass(VERSION_FLOOR, "nothing older than TLS 1.2");
    }

    private static Finding newest(TlsSurvey survey) {
        if (!(survey.handshake() instanceof Handshake.Done done)) {
            return survey.handshake() instanceof Handshake.Refused
                    ? Finding.fail(VERSION_13, "neither TLS 1.3 nor TLS 1.2 with a safe client")
                    : Finding.untested(VERSION_13, "no handshake");
        }
        return done.version().equals("TLSv1.3")
                ? Finding.pass(VERSION_13, "TLS 1.3")
                : Finding.warn(VERSION_13, "TLS 1.2 at best").weighing(Severity.INFO);
    }

    private static Finding forwardSecrecy(TlsSurvey survey) {
        return switch (survey.offers().staticRsa()) {
            case TAKEN -> {
                var finding = Finding.fail(FORWARD_SECRECY, "no forward secrecy")
                        .seeing("takes TLS_RSA_* when nothing else is offered");
                yield survey.handshake() instanceof Handshake.Done ? finding : finding.weighing(Severity.MAJOR);
            }
            case REFUSED -> Finding.pass(FORWARD_SECRECY, "no suite without forward secrecy");
            case UNKNOWN -> Finding.untested(FORWARD_SECRECY, "suites without forward secrecy could not be tried");
        };
    }

    /// What is agreed on with a client of today, and what an attacker could bring others down to.
    private static Finding cipher(TlsSurvey survey) {
        var kind = survey.offers().suite();
        if (kind.isPresent()) {
            var finding = Finding.fail(CIPHER, "broken suites are taken: " + kind.get())
                    .seeing("when nothing better is offered");
            return survey.carried().map(finding::seenAt).orElse(finding);
        }
        if (!(survey.handshake() instanceof Handshake.Done done)) {
            return Finding.untested(CIPHER, "no handshake");
        }
        if (obsolete(done.version(), done.cipher())) {
            return Finding.warn(CIPHER, "obsolete suite " + done.cipher());
        }
        return survey.offers().broken() == Answer.UNKNOWN
                ? Finding.untested(CIPHER, "broken suites could not be tried")
                : Finding.pass(CIPHER, done.cipher());
    }

    private static Finding dh(Offers offers) {
        return switch (offers.dhe()) {
            case REFUSED -> Finding.pass(DH, "no DHE suite");
            case UNKNOWN -> Finding.untested(DH, "DHE suites could not be tried");
            case TAKEN -> {
                var bits = offers.dh().orElse(0);
                yield bits > 0 && bits < LEAST_BITS
                        ? Finding.fail(DH, "DHE with " + bits + " bits")
                        : Finding.warn(DH, bits == 0 ? "DHE suites are taken" : "DHE with " + bits + " bits");
            }
        };
    }

    private static Finding name(Offers offers) {
        return offers.withoutName()
                .map(subject ->
                        Finding.info(SNI, "answers clients that name no host").seeing(subject))
                .orElseGet(() -> Finding.pass(SNI, "does not answer clients that name no host"));
    }

    private static Finding postQuantum(Offers offers) {
        return switch (offers.postQuantum()) {
            case TAKEN -> Finding.pass(POST_QUANTUM, "X25519MLKEM768 is offered");
            case REFUSED -> Finding.info(POST_QUANTUM, "X25519MLKEM768 is not offered");
            case UNKNOWN -> Finding.untested(POST_QUANTUM, "X25519MLKEM768 could not be tried");
        };
    }

    private static Finding clientCertificate(TlsSurvey survey) {
        if (!(survey.handshake() instanceof Handshake.Done done)) {
            return Finding.untested(CLIENT_CERTIFICATE, "no handshake");
        }
        return done.asksForCertificate()
                ? Finding.warn(CLIENT_CERTIFICATE, "asks for a client certificate")
                : Finding.pass(CLIENT_CERTIFICATE, "does not ask for a client certificate");
    }
}
