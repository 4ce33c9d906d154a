package dev.tocsin.monitor;

import java.util.Optional;

/// The answer to an upgrade, and what came after it. `status` is 101 where the upgrade was granted; `subprotocol` is
/// what the server chose, empty for none. `lastMessage` holds the first 4 KiB of the last message as text, kept on a
/// failure only.
public record WebSocketFacts(int status, String subprotocol, int messages, Optional<String> lastMessage)
        implements Facts {

    @Override
    public String kind() {
        return "websocket";
    }

    @Override
    public String words() {
        return "status " + status + ", " + messages + (messages == 1 ? " message" : " messages");
    }
}
