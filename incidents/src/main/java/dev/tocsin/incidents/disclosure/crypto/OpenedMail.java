package dev.tocsin.incidents.disclosure.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.incidents.disclosure.mail.Clean;
import dev.tocsin.incidents.disclosure.mail.Content;
import dev.tocsin.incidents.disclosure.mail.Entity;
import dev.tocsin.incidents.disclosure.mail.ParsedMail;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A mail with its seals opened, as far as we have keys. One that stays shut is kept as it came, and its problem says
/// why; the acknowledgement then names the key that is current.
///
/// @param mail with what was inside as its content; HTML that was encrypted is read for its words alone
/// @param signed whether it bears a signature, not whether that is anybody's we know
public record OpenedMail(ParsedMail mail, boolean encrypted, boolean signed, boolean shut) {
    private static final int DEEPEST = 5;
    private static final Pattern INLINE =
            Pattern.compile("(?s)-----BEGIN PGP MESSAGE-----.*?-----END PGP MESSAGE-----");
    private static final Pattern CLEAR_SIGNED = Pattern.compile(
            "(?s)-----BEGIN PGP SIGNED MESSAGE-----.*?\\r?\\n\\r?\\n(.*?)\\r?\\n-----BEGIN PGP SIGNATURE-----.*?"
                    + "-----END PGP SIGNATURE-----");

    /// Opens whatever it can. Never throws.
    public static OpenedMail of(ParsedMail mail, Keyring keys) {
        return new Opener(keys).open(mail, 0);
    }

    private static final class Opener {
        private final Keyring keys;

        Opener(Keyring keys) {
            this.keys = keys;
        }

        OpenedMail open(ParsedMail mail, int depth) {
            var type = mail.root().type();
            var signed = type.value().equals("multipart/signed");
            if (depth >= DEEPEST) {
                return new OpenedMail(mail, false, signed, false);
            }
            if (type.value().equals("multipart/encrypted")) {
                return entered(mail, pgpPart(mail), true, false, depth);
            }
            if (mail.root() instanceof Entity.Leaf leaf && isSmime(leaf)) {
                var kind = type.get("smime-type").orElse("");
                var opaque = kind.equals("signed-data") || (kind.isEmpty() && opensAsSigned(leaf));
                return opaque
                        ? entered(mail, SmimeKey.signedContent(leaf.content().bytes()), false, true, depth)
                        : entered(mail, smime(leaf), true, false, depth);
            }
            var inside = words(mail);
            return new OpenedMail(inside.mail(), inside.encrypted(), signed || inside.signed(), inside.shut());
        }

        private static boolean opensAsSigned(Entity.Leaf leaf) {
            return SmimeKey.signedContent(leaf.content().bytes()) instanceof Opening.Opened;
        }

        /// The mail as it is with what was inside; its own header stays in force.
        private OpenedMail entered(ParsedMail outer, Opening opening, boolean encrypted, boolean signed, int depth) {
            return switch (opening) {
                case Opening.Shut(var reason) ->
                    new OpenedMail(
                            with(outer, outer.content(), "it cannot be decrypted: " + reason), encrypted, signed, true);
                case Opening.Opened(var content) -> {
                    var inner = open(ParsedMail.read(content.bytes()), depth + 1);
                    var shown = inner.mail().content();
                    var safe = encrypted ? new Content(shown.text(), Optional.empty(), shown.attachments()) : shown;
                    yield new OpenedMail(
                            with(outer, safe, inner.mail().problems()),
                            encrypted || inner.encrypted(),
                            signed || inner.signed(),
                            inner.shut());
                }
            };
        }

        private Opening pgpPart(ParsedMail mail) {
            return mail.root()
                    .leaves()
                    .filter(leaf -> !leaf.is("application/pgp-encrypted"))
                    .findFirst()
                    .map(leaf -> pgp(leaf.content().bytes()))
                    .orElse(new Opening.Shut("the encrypted part is missing"));
        }

        private Opening pgp(byte[] message) {
            return keys.pgp().map(key -> key.open(message)).orElse(new Opening.Shut("we have no PGP key"));
        }

        private Opening smime(Entity.Leaf leaf) {
            return keys.smime()
                    .map(key -> key.open(leaf.content().bytes()))
                    .orElse(new Opening.Shut("we have no S/MIME certificate"));
        }

        private static boolean isSmime(Entity.Leaf leaf) {
            return leaf.is("application/pkcs7-mime") || leaf.is("application/x-pkcs7-mime");
        }

        /// Armour that stands in the text itself.
        private OpenedMail words(ParsedMail mail) {
            var text = mail.content().text();
            var problems = new ArrayList<String>();
            var encrypted = text.contains("-----BEGIN PGP MESSAGE-----");
            var replaced = INLINE.matcher(text).replaceAll(found -> switch (pgp(
                    found.group().getBytes(UTF_8))) {
                case Opening.Opened(var content) -> Matcher.quoteReplacement(new String(content.bytes(), UTF_8));
                case Opening.Shut(var reason) -> {
                    problems.add("it cannot be decrypted: " + reason);
                    yield Matcher.quoteReplacement(found.group());
                }
            });
            var signed = CLEAR_SIGNED.matcher(replaced).find();
            var clear = signed ? CLEAR_SIGNED.matcher(replaced).replaceAll("$1") : replaced;
            var content = encrypted || signed
                    ? new Content(
                            Clean.text(clear),
                            encrypted ? Optional.empty() : mail.content().html(),
                            mail.content().attachments())
                    : mail.content();
            return new OpenedMail(with(mail, content, problems), encrypted, signed, !problems.isEmpty());
        }

        private static ParsedMail with(ParsedMail mail, Content content, String problem) {
            return with(mail, content, List.of(problem));
        }

        private static ParsedMail with(ParsedMail mail, Content content, List<String> more) {
            var problems = new ArrayList<>(mail.problems());
            problems.addAll(more);
            return new ParsedMail(mail.header(), mail.root(), content, problems);
        }
    }
}
