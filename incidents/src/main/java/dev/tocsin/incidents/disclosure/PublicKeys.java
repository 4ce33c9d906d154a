package dev.tocsin.incidents.disclosure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.incidents.disclosure.crypto.Armour;
import dev.tocsin.incidents.disclosure.crypto.Correspondent;
import dev.tocsin.incidents.disclosure.mail.ParsedMail;
import dev.tocsin.incidents.disclosure.mail.Patience;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the PGP key that a reporter sends along, so that we can answer sealed.
final class PublicKeys {
    private static final String BLOCK = "PGP PUBLIC KEY BLOCK";
    private static final int LARGEST = 200_000;
    private static final int MOST = 5;

    private PublicKeys() {}

    /// One by which answers can be sealed.
    static Optional<Correspondent> in(ParsedMail mail, Instant now) {
        return all(mail)
                .flatMap(armour -> Correspondent.read(armour, now).stream())
                .findFirst();
    }

    /// The first of each text and file, five at most.
    static Stream<String> all(ParsedMail mail) {
        var attached = mail.content().attachments().stream()
                .map(one -> one.content())
                .filter(content -> content.size() < LARGEST)
                .map(content -> new String(content.bytes(), UTF_8));
        return Stream.concat(attached, Stream.of(mail.content().text()))
                .peek(_ -> Patience.check())
                .flatMap(text -> Armour.in(text, BLOCK, 1).stream()
                        .filter(block -> block.length() < LARGEST)
                        .map(block -> block.of(text)))
                .limit(MOST);
    }
}
