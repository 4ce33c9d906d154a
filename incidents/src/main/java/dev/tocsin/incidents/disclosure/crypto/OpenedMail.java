package dev.tocsin.incidents.disclosure.crypto;

import dev.tocsin.incidents.disclosure.mail.ParsedMail;
import java.util.List;

/// A mail with its seals opened, as far as we have keys. One that stays shut is kept as it came, and its problem
/// says why; the acknowledgement then names the key that is current.
///
/// @param mail with what was inside as its content; HTML that was encrypted is read for its words alone
/// @param signed whether it bears a signature, not whether that is anybody's we know
/// @param signatures those that can be looked at, by [Signatures]
public record OpenedMail(ParsedMail mail, boolean encrypted, boolean signed, boolean shut, List<Signed> signatures) {
    public OpenedMail {
        signatures = List.copyOf(signatures);
    }

    /// One in which nothing is sealed.
    public static OpenedMail plain(ParsedMail mail) {
        return new OpenedMail(mail, false, false, false, List.of());
    }

    /// Opens whatever it can. Never throws but in a thread that was told to stop.
    public static OpenedMail of(byte[] raw, Keyring keys) {
        return new Opener(keys).open(raw, 0);
    }
}
