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
record Greeting(Handshake handshake, List<X509Certificate> chain, Optional<IOException> failure) {

    Greeting {
        chain = List.copyOf(chain);
    }

    /// Shakes hands, and leaves the connection in `lines`. Blocks for the endpoint's time at most.
    static Greeting to(Endpoint endpoint, Lines lines) {
        var recorder = new Recorder();
        try {
            var open = OpenTls.to(endpoint, recorder, true);
            lines.keep(endpoint, true, Line.over(open));
            var session = open.socket().getSession();
            // We let it pass to see the certificate; a client that cares for its signatures would have left.
            var handshake = CertificateChain.refused(recorder.chain())
                    ? new Handshake.Refused("the certificate is signed with MD5, which safe clients do not offer")
                    : new Handshake.Done(session.getProtocol(), session.getCipherSuite(), recorder.asked());
            return new Greeting(handshake, recorder.chain(), Optional.empty());
        } catch (IOException failed) {
            return new Greeting(OpenTls.ended(failed), recorder.chain(), Optional.of(failed));
        }
    }
}
