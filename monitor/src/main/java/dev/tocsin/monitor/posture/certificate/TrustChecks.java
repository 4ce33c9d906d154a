package dev.tocsin.monitor.posture.certificate;

import static dev.tocsin.monitor.posture.CertificateCheck.CHAIN_COMPLETE;
import static dev.tocsin.monitor.posture.CertificateCheck.PATH;
import static dev.tocsin.monitor.posture.CertificateCheck.SELF_SIGNED;
import static dev.tocsin.monitor.posture.CertificateCheck.TRUST;

import dev.tocsin.monitor.posture.Finding;
import java.security.cert.X509Certificate;
import java.util.List;

/// Whether somebody trusted vouches for the certificate. One cause, one failure: a chain that ends too soon is not
/// also untrusted.
final class TrustChecks {

    private TrustChecks() {}

    static List<Finding> of(Trust trust, List<X509Certificate> served) {
        return switch (trust) {
            case Trust.Reached reached -> reached(reached);
            case Trust.SelfSigned _ ->
                List.of(
                        Finding.fail(SELF_SIGNED, "self-signed certificate").seeing(DateChecks.name(served.getFirst())),
                        Finding.info(TRUST, "see cert.self-signed"),
                        Finding.pass(CHAIN_COMPLETE, "a self-signed certificate needs no others"),
                        Finding.untested(PATH, "no path to a trusted authority"));
            case Trust.Lonely lonely ->
                List.of(
                        Finding.pass(SELF_SIGNED, "not self-signed"),
                        Finding.untested(TRUST, "not known before the chain is complete"),
                        Finding.fail(
                                        CHAIN_COMPLETE,
                                        "incomplete chain: the issuer's certificate is not sent, or nobody trusts it")
                                .seeing("issued by "
                                        + lonely.leaf().getIssuerX500Principal().getName()),
                        Finding.untested(PATH, "no path to a trusted authority"));
            case Trust.Unknown unknown ->
                List.of(
                        Finding.pass(SELF_SIGNED, "not self-signed"),
                        Finding.fail(TRUST, "untrusted issuer").seeing(top(unknown.top())),
                        Finding.pass(CHAIN_COMPLETE, "leads to an authority, though to none that is trusted"),
                        Finding.untested(PATH, "no path to a trusted authority"));
        };
    }

    private static String top(X509Certificate top) {
        return TrustPath.selfSigned(top)
                ? DateChecks.name(top)
                : "issued by " + top.getIssuerX500Principal().getName()
                        + ", which is not trusted or whose certificate is missing";
    }

    private static List<Finding> reached(Trust.Reached reached) {
        var anchor = DateChecks.name(reached.path().anchor());
        var complete = reached.served()
                ? Finding.pass(CHAIN_COMPLETE, "all intermediate certificates are sent")
                : Finding.fail(CHAIN_COMPLETE, "incomplete chain: intermediate certificates are not sent")
                        .seeing("visitors who have not met them elsewhere see an error");
        return List.of(
                Finding.pass(
                        SELF_SIGNED,
                        reached.path().certificates().contains(reached.path().anchor())
                                ? "trusted as it is"
                                : "not self-signed"),
                Finding.pass(TRUST, "trusted").seeing(anchor),
                complete,
                reached.fault()
                        .map(fault -> fault(reached, fault))
                        .orElseGet(() -> Finding.pass(PATH, "each may issue the next")));
    }

    private static Finding fault(Trust.Reached reached, PathFault fault) {
        var seen = "certificate " + fault.index() + ", "
                + DateChecks.name(reached.path()
                        .certificates()
                        .get(Math.min(
                                fault.index(), reached.path().certificates().size() - 1)));
        return fault.weak() && KeyChecks.weak(reached.path().certificates())
                ? Finding.info(PATH, "see cert.sig and cert.key.size").seeing(seen)
                : Finding.fail(PATH, fault.reason()).seeing(seen);
    }
}
