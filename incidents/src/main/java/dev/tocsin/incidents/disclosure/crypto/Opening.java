package dev.tocsin.incidents.disclosure.crypto;

import dev.tocsin.incidents.mailroom.Octets;
import java.util.Optional;

/// What came of a try to open something sealed.
sealed interface Opening {

    /// Its content. Nobody changes the array.
    ///
    /// @param signature over that content, which was sealed with it; PGP alone
    record Opened(Octets content, Optional<Octets> signature) implements Opening {
        Opened(Octets content) {
            this(content, Optional.empty());
        }
    }

    /// It stays shut, for this reason.
    record Shut(String reason) implements Opening {}
}
