package dev.tocsin.monitor.posture.live;

import dev.tocsin.monitor.posture.certificate.CertificateChain;
import dev.tocsin.monitor.posture.tls.TlsSurvey.Handshake;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/// The fresh and full handshake of a client of today with one address, once in each look. What it opened is left open
/// for questions.
///
/// @param chain as served; empty where none was shown
/// @param failure why there is no connection
/// @param by who shook hands, and may do so again in this look
record Greeting(Handshake handshake, List<X509Certificate> chain, Optional<IOException> failure, Handshaker by) {

    Greeting {
        chain = List.copyOf(chain);
    }

    /// Shakes hands, and leaves the connection in `lines`. Blocks for the endpoint's time at most.
    static Greeting to(Endpoint endpoint, Lines lines) {
        var recorder = new Recorder();
        try {
            var open = OpenTls.to(endpoint, Handshaker.JAVA, recorder, true);
            lines.keep(endpoint, true, Line.over(open));
            return new Greeting(handshake(open, recorder), recorder.chain(), Optional.empty(), Handshaker.JAVA);
        } catch (IOException failed) {
            return new Greeting(OpenTls.ended(failed), recorder.chain(), Optional.of(failed), Handshaker.JAVA);
        }
    }

    private static Handshake handshake(OpenTls open, Recorder recorder) {
        var session = open.socket().getSession();
        // We let it pass to see the certificate; a client that cares for its signatures would have left.
        return CertificateChain.refused(recorder.chain())
                ? new Handshake.Refused("the certificate is signed with MD5, which safe clients do not offer")
                : new Handshake.Done(session.getProtocol(), session.getCipherSuite(), recorder.asked());
    }

    /// The same by `faster`, where it shows what `known` has shown. Then it is `known` in all that is judged, for in
    /// TLS 1.3 two libraries may like another cipher best, and all of them are good. Else empty.
    static Optional<Greeting> again(Greeting known, Endpoint endpoint, Handshaker faster, Lines lines) {
        var recorder = new Recorder();
        try {
            var open = OpenTls.to(endpoint, faster, recorder, true);
            if (known.handshake() instanceof Handshake.Done done
                    && handshake(open, recorder) instanceof Handshake.Done now
                    && (now.equals(done) || sameButForTheCipher(now, done))
                    && known.chain().equals(recorder.chain())) {
                lines.keep(endpoint, true, Line.over(open));
                return Optional.of(new Greeting(done, known.chain(), Optional.empty(), faster));
            }
            open.close();
        } catch (IOException failed) {
            // Whether there is a fault in it is for Java's own to say.
        }
        return Optional.empty();
    }

    private static boolean sameButForTheCipher(Handshake.Done now, Handshake.Done done) {
        return now.version().equals("TLSv1.3")
                && done.version().equals("TLSv1.3")
                && now.asksForCertificate() == done.asksForCertificate();
    }
}
