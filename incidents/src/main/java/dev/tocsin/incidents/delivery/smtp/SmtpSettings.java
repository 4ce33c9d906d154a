package dev.tocsin.incidents.delivery.smtp;

import dev.tocsin.config.Secret;
import dev.tocsin.config.Section;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// The mail server we hand our mails to: `channels.smtp`. `from` is an address, with or without a name before it.
/// Bounces go there, or to `returnPath` with a token for each mail. Answers go there, or to `replyTo` with the token of
/// the page.
public record SmtpSettings(
        String host,
        int port,
        Tls tls,
        Optional<String> user,
        Optional<Secret> password,
        String from,
        Optional<String> returnPath,
        Optional<String> replyTo,
        OptionalInt ratePerSecond) {

    private static final int FASTEST = 1_000;

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}]");

    /// How the connection is kept secret.
    public enum Tls {
        /// TLS from the first byte, usually on port 465.
        IMPLICIT,
        /// TLS by command, usually on port 587; a server that does not offer it gets no mail.
        STARTTLS,
        /// In the clear: for a server on the same machine.
        NONE
    }

    public SmtpSettings {
        host(host);
        sender(from);
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("%d is no port, write one from 1 to 65535".formatted(port));
        }
        if (user.isPresent() != password.isPresent()) {
            throw new IllegalArgumentException("user and password come together, write both or neither");
        }
    }

    public SmtpSettings(String host, int port, Tls tls, Optional<String> user, Optional<Secret> password, String from) {
        this(host, port, tls, user, password, from, Optional.empty(), Optional.empty(), OptionalInt.empty());
    }

    /// Reads the section `channels.smtp`; what is wrong becomes a problem of the section.
    public static SmtpSettings read(Section section) {
        var account = readAccount(section);
        return new SmtpSettings(
                account.host(),
                account.port(),
                account.tls(),
                account.user(),
                account.password(),
                account.from(),
                section.optionalParsed("returnPath", SmtpSettings::tokened),
                section.optionalParsed("replyTo", SmtpSettings::tokened),
                section.optionalNumber("ratePerSecond", 1, FASTEST));
    }

    /// The same for an account by which a single mail leaves.
    public static SmtpSettings readAccount(Section section) {
        var user = section.optionalText("user");
        var password = section.optionalText("password").map(Secret::new);
        if (user.isPresent() && password.isEmpty()) {
            section.problem("user", "a user without a password", "write `password` as well, or leave both out");
        }
        if (password.isPresent() && user.isEmpty()) {
            section.problem("password", "a password without a user", "write `user` as well, or leave both out");
        }
        var both = user.isPresent() && password.isPresent();
        return new SmtpSettings(
                section.parsed("host", SmtpSettings::host, "localhost"),
                section.number("port", 1, 65_535),
                section.oneOf("tls", Tls.class),
                user.filter(_ -> both),
                password.filter(_ -> both),
                section.parsed("from", SmtpSettings::sender, "tocsin@localhost"));
    }

    /// The sender as the mail library wants it.
    InternetAddress sender() {
        return parsed(from);
    }

    /// What stands behind the `@` of the sender: the domain under which our message ids are unique.
    String domain() {
        var address = sender().getAddress();
        return address.substring(address.lastIndexOf('@') + 1);
    }

    private static String host(String text) {
        if (!HOST.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "`%s` is no host, write a name such as smtp.example.com".formatted(text));
        }
        return text;
    }

    private static String tokened(String text) {
        var address = parsed(text).getAddress();
        var local = address.substring(0, address.lastIndexOf('@'));
        if (!address.equals(text) || local.contains("+") || local.length() > ReturnPath.LONGEST_LOCAL_PART) {
            throw new IllegalArgumentException(
                    "`%s` is no address that can carry a token, write a bare one with %d characters before the @ and without +"
                            .formatted(text, ReturnPath.LONGEST_LOCAL_PART));
        }
        return address;
    }

    private static String sender(String text) {
        var _ = parsed(text);
        return text;
    }

    private static InternetAddress parsed(String text) {
        try {
            var addresses = InternetAddress.parse(text, true);
            if (addresses.length == 1 && addresses[0].getAddress().indexOf('@') > 0 && !addresses[0].isGroup()) {
                addresses[0].validate();
                return addresses[0];
            }
        } catch (AddressException e) {
            throw new IllegalArgumentException(noSender(text), e);
        }
        throw new IllegalArgumentException(noSender(text));
    }

    private static String noSender(String text) {
        return "`%s` is no mail address, write one such as Example Status <status@example.com>".formatted(text);
    }
}
