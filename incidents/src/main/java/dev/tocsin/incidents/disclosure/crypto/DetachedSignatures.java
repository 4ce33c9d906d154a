package dev.tocsin.incidents.disclosure.crypto;

import dev.tocsin.incidents.disclosure.crypto.Signed.Form;
import dev.tocsin.incidents.disclosure.mail.Content;
import dev.tocsin.incidents.disclosure.mail.Entity;
import dev.tocsin.incidents.disclosure.mail.ParsedMail;
import dev.tocsin.incidents.disclosure.mail.SignedParts;
import dev.tocsin.incidents.mailroom.Octets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Signatures that stand in a part of their own (RFC 3156 section 5, RFC 8551 section 3.5.3).
final class DetachedSignatures {
    private static final String PGP = "application/pgp-signature";
    private static final Set<String> SMIME = Set.of("application/pkcs7-signature", "application/x-pkcs7-signature");

    private DetachedSignatures() {}

    static List<Signed> in(byte[] raw, ParsedMail mail) {
        return mail.root().type().value().startsWith("multipart/") && isAnywhere(mail.root())
                ? SignedParts.in(raw).stream()
                        .flatMap(pair -> signed(pair, mail))
                        .toList()
                : List.of();
    }

    private static boolean isAnywhere(Entity entity) {
        return entity instanceof Entity.Multipart multipart
                && (multipart.is("multipart/signed")
                        || multipart.parts().stream().anyMatch(DetachedSignatures::isAnywhere));
    }

    private static Stream<Signed> signed(SignedParts.Pair pair, ParsedMail mail) {
        if (!(pair.signature() instanceof Entity.Leaf leaf)) {
            return Stream.empty();
        }
        var type = leaf.type().value();
        if (!type.equals(PGP) && !SMIME.contains(type)) {
            return Stream.empty();
        }
        var form = type.equals(PGP) ? Form.PGP : Form.SMIME;
        var whole =
                isAll(mail.content(), ParsedMail.read(pair.content().bytes()).content());
        return Stream.of(new Signed(form, Optional.of(pair.content()), leaf.content(), whole));
    }

    /// Whether what is signed is all that is shown: a line above it, or a file beside it, is nobody's word.
    private static boolean isAll(Content shown, Content signed) {
        var known = signed.attachments().stream()
                .map(one -> one.content())
                .map(Octets::sha256)
                .toList();
        return shown.text().equals(signed.text())
                && shown.html().equals(signed.html())
                && shown.attachments().stream()
                        .filter(one -> !one.type().equals(PGP) && !SMIME.contains(one.type()))
                        .allMatch(one -> known.contains(one.content().sha256()));
    }
}
