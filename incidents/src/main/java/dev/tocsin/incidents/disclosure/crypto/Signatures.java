package dev.tocsin.incidents.disclosure.crypto;

import dev.tocsin.incidents.disclosure.mail.Patience;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Looks at the signatures of a mail.
public final class Signatures {
    private static final int MOST = 4;

    private Signatures() {}

    /// Never throws; looks at four signed things and two signatures of each, so that a mail cannot keep us busy.
    ///
    /// @param pgpKeys armoured, of those who may have signed
    /// @param writer whom the mail says it is from
    public static List<Signature> check(List<Signed> all, List<String> pgpKeys, Optional<String> writer, Instant now) {
        return all.stream()
                .limit(MOST)
                .flatMap(one -> check(one, pgpKeys, writer, now).stream())
                .toList();
    }

    private static List<Signature> check(Signed signed, List<String> pgpKeys, Optional<String> writer, Instant now) {
        Patience.check();
        try {
            return switch (signed.form()) {
                case PGP -> PgpSignatures.check(signed, pgpKeys, now);
                case SMIME -> SmimeSignatures.check(signed, writer, now);
            };
        } catch (RuntimeException | StackOverflowError fault) {
            return List.of(Signature.invalid(signed, "", "the signature is malformed"));
        }
    }
}
