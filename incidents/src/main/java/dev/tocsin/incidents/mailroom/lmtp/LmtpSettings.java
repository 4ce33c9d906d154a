package dev.tocsin.incidents.mailroom.lmtp;

import dev.tocsin.config.Section;

/// Where our mail server brings mail to us: `security.lmtp`. Port 0 takes any free one. LMTP knows no sign-in, so
/// `bind` is loopback or a network of your own.
public record LmtpSettings(String bind, int port) {
    private static final int HIGHEST_PORT = 65_535;

    /// Reads the mapping `lmtp`.
    public static LmtpSettings read(Section lmtp) {
        return new LmtpSettings(lmtp.text("bind"), lmtp.number("port", 0, HIGHEST_PORT));
    }
}
