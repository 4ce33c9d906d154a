package dev.tocsin.monitor.probe.socket;

import dev.tocsin.monitor.Evidence.Check;
import dev.tocsin.monitor.Facts;
import java.util.List;
import java.util.Optional;

/// A handshake, and not a word after it. Of the phases there are resolve, connect and tls.
final class TlsTalk implements Talk {

    @Override
    public void hold(Connection connection) throws Breakdown {
        connection.encrypt();
    }

    @Override
    public void leave(Connection connection) {}

    @Override
    public Optional<Facts> facts(boolean failed) {
        return Optional.empty();
    }

    @Override
    public List<Check> checks() {
        return List.of();
    }

    @Override
    public String praise() {
        return "TLS handshake done";
    }
}
