package dev.tocsin.monitor;

import java.util.Optional;

/// What came over a connection. `start` holds the first 4 KiB as text, kept on a failure only; what was sent is not
/// kept, since it may hold a password.
public record TcpFacts(long bytesRead, Optional<String> start) implements Facts {

    @Override
    public String kind() {
        return "tcp";
    }

    @Override
    public String words() {
        return "connected, " + bytesRead + " bytes read";
    }
}
