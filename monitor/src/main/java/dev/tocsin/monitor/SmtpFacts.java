package dev.tocsin.monitor;

import java.util.List;

/// What a mail server said of itself. `extensions` are those of its last answer to EHLO; `dialogue` is every line, ours
/// behind `> `, the server's behind `< `, cut to 200 characters each and to 100 lines.
public record SmtpFacts(List<String> extensions, List<String> dialogue) implements Facts {

    @Override
    public String kind() {
        return "smtp";
    }

    @Override
    public String words() {
        return "SMTP, " + (extensions.isEmpty() ? "no extensions" : String.join(", ", extensions));
    }
}
