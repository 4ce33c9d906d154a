package dev.tocsin.incidents.disclosure.imap;

import dev.tocsin.config.Secret;
import dev.tocsin.config.Section;
import java.net.URI;
import java.util.Optional;

/// The mailbox that is read: `security.imap`. `password` or `oauth` says who we are;
/// `oauth` counts where both stand.
public record ImapSettings(
        String host, int port, Tls tls, String user, Optional<Secret> password, Optional<OAuth> oauth, String folder) {
    private static final int HIGHEST_PORT = 65_535;

    /// How the connection is kept secret.
    public enum Tls {
        /// From the first byte, usually on port 993.
        IMPLICIT,
        /// By command, usually on port 143; a server that does not offer it is not spoken to.
        STARTTLS,
        /// In the clear: for a server on the same machine.
        NONE
    }

    /// Where a short-lived token is had for a long-lived one (RFC 6749, 6), as Google and Microsoft want it.
    public record OAuth(URI tokenUrl, String clientId, Optional<Secret> clientSecret, Secret refreshToken) {

        static OAuth read(Section section) {
            return new OAuth(
                    section.url("tokenUrl", "https", "http"),
                    section.text("clientId"),
                    section.optionalSecret("clientSecret"),
                    section.secret("refreshToken"));
        }
    }

    /// Reads the mapping `imap`.
    public static ImapSettings read(Section section) {
        var password = section.optionalSecret("password");
        var oauth = section.optionalSection("oauth").map(OAuth::read);
        if (password.isEmpty() && oauth.isEmpty()) {
            section.problem(
                    "password",
                    "a mailbox is opened by a password or by oauth",
                    "write one of them; oauth counts where both stand");
        }
        return new ImapSettings(
                section.text("host"),
                section.number("port", 1, HIGHEST_PORT),
                section.oneOf("tls", Tls.class),
                section.text("user"),
                password,
                oauth,
                section.text("folder"));
    }

    /// What tells this mailbox from others.
    String name() {
        return user + "@" + host + "/" + folder;
    }
}
