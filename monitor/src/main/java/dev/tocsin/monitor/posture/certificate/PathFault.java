package dev.tocsin.monitor.posture.certificate;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertPathValidatorException.Reason;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.TrustAnchor;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;

/// What is wrong with a path beside its dates (RFC 5280, 6.1): the reason, and which certificate, counted from the
/// server's own as 0.
///
/// @param weak whether an algorithm or a key is too weak for Java, which other checks say more exactly
record PathFault(String reason, int index, boolean weak) {

    /// Empty for a path that is sound. Dates are left to others: the path is held against a moment in which all
    /// its certificates are valid, and where there is none, nothing is said.
    static Optional<PathFault> of(TrustPath path) {
        if (path.certificates().getFirst().equals(path.anchor())) {
            return Optional.empty();
        }
        var from = path.certificates().stream()
                .map(one -> one.getNotBefore().toInstant())
                .max(Instant::compareTo);
        return from.filter(path::validAt).flatMap(moment -> validate(path, moment));
    }

    private static Optional<PathFault> validate(TrustPath path, Instant moment) {
        try {
            var parameters = new PKIXParameters(Set.of(new TrustAnchor(path.anchor(), null)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(moment));
            var certificates = CertificateFactory.getInstance("X.509").generateCertPath(path.certificates());
            CertPathValidator.getInstance("PKIX").validate(certificates, parameters);
            return Optional.empty();
        } catch (CertPathValidatorException fault) {
            return Optional.of(new PathFault(
                    words(fault.getReason(), fault),
                    Math.max(0, fault.getIndex()),
                    fault.getReason() == BasicReason.ALGORITHM_CONSTRAINED));
        } catch (InvalidAlgorithmParameterException unfit) {
            return Optional.of(new PathFault("the anchor cannot serve as one: " + unfit.getMessage(), 0, false));
        } catch (GeneralSecurityException unreadable) {
            return Optional.of(new PathFault("the path cannot be read: " + unreadable.getMessage(), 0, false));
        }
    }

    private static String words(Reason reason, CertPathValidatorException fault) {
        if (reason instanceof PKIXReason pkix) {
            return switch (pkix) {
                case NAME_CHAINING -> "names of issuer and subject do not chain";
                case INVALID_KEY_USAGE -> "the issuer's key may not sign certificates";
                case INVALID_POLICY -> "certificate policies are violated";
                case NO_TRUST_ANCHOR -> "no trusted authority";
                case UNRECOGNIZED_CRIT_EXT -> "a critical extension is unknown";
                case NOT_CA_CERT -> "the issuer is no authority";
                case PATH_TOO_LONG -> "the path is longer than its authority allows";
                case INVALID_NAME -> "a name is outside of what its authority may certify";
            };
        }
        if (reason instanceof BasicReason basic) {
            return switch (basic) {
                case INVALID_SIGNATURE -> "a signature is forged or broken";
                case ALGORITHM_CONSTRAINED -> "an algorithm or a key is too weak";
                case EXPIRED, NOT_YET_VALID -> "a certificate is out of its dates";
                case REVOKED, UNDETERMINED_REVOCATION_STATUS -> "a certificate is revoked";
                case UNSPECIFIED -> String.valueOf(fault.getMessage());
            };
        }
        return String.valueOf(fault.getMessage());
    }
}
