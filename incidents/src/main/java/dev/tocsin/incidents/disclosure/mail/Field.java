package dev.tocsin.incidents.disclosure.mail;

/// One field of a header.
///
/// @param name as it is written
/// @param octets all behind the colon, one character a byte, folded as it came
public record Field(String name, String octets) {
    static final int SHOWN = 64 << 10;

    /// On one line, 64 KiB of it, still encoded.
    public String unfolded() {
        var bounded = octets.length() > SHOWN ? octets.substring(0, SHOWN) : octets;
        return bounded.replaceAll("\\r?\\n(?=[ \\t])", "")
                .replaceAll("[\\r\\n]+", " ")
                .strip();
    }

    /// For people: on one line and decoded.
    public String text() {
        return Clean.text(EncodedWords.decode(unfolded()).replaceAll("[\\r\\n\\t]+", " "))
                .strip();
    }
}
