package dev.tocsin.incidents.mailroom;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/// Mails as they are brought.
public final class Mails {

    private Mails() {}

    /// By a person. `text` is the whole mail, header and body.
    public static ArrivedMail to(String recipient, String text) {
        return from("ana@example.com", recipient, text);
    }

    /// By the null return path.
    public static ArrivedMail byMachine(String recipient, String text) {
        return new ArrivedMail(Optional.empty(), recipient, raw(text), Instant.EPOCH);
    }

    public static ArrivedMail from(String sender, String recipient, String text) {
        return new ArrivedMail(Optional.of(sender), recipient, raw(text), Instant.EPOCH);
    }

    private static RawMail raw(String text) {
        return new RawMail(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }
}
