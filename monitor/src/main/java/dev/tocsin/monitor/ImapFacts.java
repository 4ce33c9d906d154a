package dev.tocsin.monitor;

import java.util.List;

/// What a mailbox server said of itself. `capabilities` are those of its last answer to CAPABILITY; `dialogue` is every
/// line, ours behind `> `, the server's behind `< `, cut to 200 characters each and to 100 lines.
public record ImapFacts(List<String> capabilities, List<String> dialogue) implements Facts {

    @Override
    public String kind() {
        return "imap";
    }

    @Override
    public String words() {
        return "IMAP, " + (capabilities.isEmpty() ? "no capabilities" : String.join(", ", capabilities));
    }
}
