package dev.tocsin.incidents.disclosure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.incidents.disclosure.crypto.Correspondent;
import dev.tocsin.incidents.disclosure.mail.ParsedMail;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds the PGP key that a reporter sends along, so that we can answer sealed.
final class PublicKeys {
    private static final Pattern ARMOUR =
            Pattern.compile("(?s)-----BEGIN PGP PUBLIC KEY BLOCK-----.{1,200000}?-----END PGP PUBLIC KEY BLOCK-----");
    private static final int LARGEST = 200_000;
    private static final int MOST = 5;

    private PublicKeys() {}

    /// One by which answers can be sealed.
    static Optional<String> in(ParsedMail mail, Instant now) {
        return all(mail)
                .filter(armour -> Correspondent.read(armour, now).isPresent())
                .findFirst();
    }

    /// The first of each text and file, five at most.
    static Stream<String> all(ParsedMail mail) {
        var attached = mail.content().attachments().stream()
                .map(one -> one.content())
                .filter(content -> content.size() < LARGEST)
                .map(content -> new String(content.bytes(), UTF_8));
        return Stream.concat(attached, Stream.of(mail.content().text()))
                .filter(text -> text.contains("BEGIN PGP PUBLIC KEY BLOCK"))
                .map(ARMOUR::matcher)
                .filter(matcher -> matcher.find())
                .map(matcher -> matcher.group())
                .limit(MOST);
    }
}
