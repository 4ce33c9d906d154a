package dev.tocsin.incidents.disclosure.crypto;

import dev.tocsin.incidents.mailroom.Octets;

/// What came of a try to open something sealed.
sealed interface Opening {

    /// Its content. Nobody changes the array.
    record Opened(Octets content) implements Opening {}

    /// It stays shut, for this reason.
    record Shut(String reason) implements Opening {}
}
