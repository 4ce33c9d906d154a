package dev.tocsin.incidents.disclosure.crypto;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.incidents.disclosure.crypto.Signed.Form;
import dev.tocsin.incidents.disclosure.mail.Clean;
import dev.tocsin.incidents.disclosure.mail.Content;
import dev.tocsin.incidents.disclosure.mail.Entity;
import dev.tocsin.incidents.disclosure.mail.ParsedMail;
import dev.tocsin.incidents.disclosure.mail.Patience;
import dev.tocsin.incidents.mailroom.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Opens one mail: what is inside is a mail again.
final class Opener {
    private static final int DEEPEST = 5;
    private static final String MESSAGE = "PGP MESSAGE";
    private static final int MOST = 20;

    private final Keyring keys;

    Opener(Keyring keys) {
        this.keys = keys;
    }

    OpenedMail open(byte[] raw, int depth) {
        Patience.check();
        var mail = ParsedMail.read(raw);
        var type = mail.root().type();
        var apart = DetachedSignatures.in(raw, mail);
        var signed = type.value().equals("multipart/signed");
        if (depth >= DEEPEST) {
            return new OpenedMail(mail, false, signed, false, apart);
        }
        if (type.value().equals("multipart/encrypted")) {
            return entered(mail, pgpPart(mail), true, List.of(), depth);
        }
        if (mail.root() instanceof Entity.Leaf leaf && isSmime(leaf)) {
            var kind = type.get("smime-type").orElse("");
            var opaque = kind.equals("signed-data") || (kind.isEmpty() && opensAsSigned(leaf));
            return opaque
                    ? entered(mail, SmimeKey.signedContent(leaf.content().bytes()), false, List.of(opaque(leaf)), depth)
                    : entered(mail, smime(leaf), true, List.of(), depth);
        }
        var inside = words(mail);
        return new OpenedMail(
                inside.mail(),
                inside.encrypted(),
                signed || inside.signed(),
                inside.shut(),
                joined(apart, inside.signatures()));
    }

    private static boolean opensAsSigned(Entity.Leaf leaf) {
        return SmimeKey.signedContent(leaf.content().bytes()) instanceof Opening.Opened;
    }

    private static Signed opaque(Entity.Leaf leaf) {
        return new Signed(Form.SMIME, Optional.empty(), leaf.content(), true);
    }

    /// The mail as it is with what was inside; its own header stays in force.
    private OpenedMail entered(ParsedMail outer, Opening opening, boolean encrypted, List<Signed> by, int depth) {
        return switch (opening) {
            case Opening.Shut(var reason) ->
                new OpenedMail(
                        with(outer, outer.content(), List.of("it cannot be decrypted: " + reason)),
                        encrypted,
                        !by.isEmpty(),
                        true,
                        by);
            case Opening.Opened(var content, var signature) -> {
                var inner = open(content.bytes(), depth + 1);
                var shown = inner.mail().content();
                var safe = encrypted ? new Content(shown.text(), Optional.empty(), shown.attachments()) : shown;
                var all = joined(joined(by, within(content, signature, true)), inner.signatures());
                yield new OpenedMail(
                        with(outer, safe, inner.mail().problems()),
                        encrypted || inner.encrypted(),
                        !all.isEmpty() || inner.signed(),
                        inner.shut(),
                        all);
            }
        };
    }

    private static List<Signed> within(Octets content, Optional<Octets> signature, boolean whole) {
        return signature.map(bytes -> new Signed(Form.PGP, Optional.of(content), bytes, whole)).stream()
                .toList();
    }

    private static List<Signed> joined(List<Signed> some, List<Signed> more) {
        var all = new ArrayList<>(some);
        all.addAll(more);
        return all;
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
        var signatures = new ArrayList<Signed>();
        var encrypted = text.contains("-----BEGIN " + MESSAGE + "-----");
        var blocks = Armour.in(text, MESSAGE, MOST + 1);
        var alone = blocks.size() == 1
                && blocks.getFirst().length() == text.strip().length()
                && mail.content().attachments().isEmpty();
        if (blocks.size() > MOST) {
            problems.add("it has more than %d encrypted blocks: the others stay shut".formatted(MOST));
        }
        var replaced = new StringBuilder(text);
        for (var block : blocks.stream().limit(MOST).toList().reversed()) {
            Patience.check();
            switch (pgp(block.of(text).getBytes(UTF_8))) {
                case Opening.Opened(var content, var signature) -> {
                    signatures.addAll(0, within(content, signature, alone));
                    replaced.replace(block.from(), block.to(), new String(content.bytes(), UTF_8));
                }
                case Opening.Shut(var reason) -> problems.addFirst("it cannot be decrypted: " + reason);
            }
        }
        return withClearSigned(mail, encrypted, replaced.toString(), signatures, problems);
    }

    /// The same with a text in it that is readable and signed.
    private static OpenedMail withClearSigned(
            ParsedMail mail, boolean encrypted, String text, List<Signed> signatures, List<String> problems) {
        var block = ClearSigned.in(text);
        var clear = block.map(one -> text.substring(0, one.from()) + one.words() + text.substring(one.to()))
                .orElse(text);
        if (block.isPresent()) {
            var whole = clear.strip().equals(block.get().words().strip())
                    && mail.content().attachments().isEmpty()
                    && (encrypted || mail.content().html().isEmpty());
            signatures.add(clearSigned(block.get(), encrypted ? Optional.empty() : asItCame(mail, block.get()), whole));
        }
        var content = encrypted || block.isPresent()
                ? new Content(
                        Clean.text(clear),
                        encrypted ? Optional.empty() : mail.content().html(),
                        mail.content().attachments())
                : mail.content();
        return new OpenedMail(
                with(mail, content, problems), encrypted, !signatures.isEmpty(), !problems.isEmpty(), signatures);
    }

    private static Signed clearSigned(ClearSigned shown, Optional<byte[]> exact, boolean whole) {
        var signed = exact.orElseGet(() -> shown.signed().getBytes(UTF_8));
        return new Signed(
                Form.PGP,
                Optional.of(new Octets(signed)),
                new Octets(shown.signature().getBytes(UTF_8)),
                whole);
    }

    /// The bytes that were signed, in whatever charset; only where they are what is shown.
    private static Optional<byte[]> asItCame(ParsedMail mail, ClearSigned shown) {
        for (var leaf : mail.root().leaves().filter(one -> one.is("text/plain")).toList()) {
            var block = ClearSigned.in(new String(leaf.content().bytes(), ISO_8859_1));
            if (block.isPresent()) {
                var words = new Octets(block.get().words().getBytes(ISO_8859_1));
                var text = new Entity.Leaf(leaf.header(), leaf.type(), words).text();
                return squeezed(text).equals(squeezed(shown.words()))
                        ? Optional.of(block.get().signed().getBytes(ISO_8859_1))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s+", "");
    }

    private static ParsedMail with(ParsedMail mail, Content content, List<String> more) {
        var problems = new ArrayList<>(mail.problems());
        problems.addAll(more);
        return new ParsedMail(mail.header(), mail.root(), content, problems);
    }
}
