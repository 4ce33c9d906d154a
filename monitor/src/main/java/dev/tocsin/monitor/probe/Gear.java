package dev.tocsin.monitor.probe;

/// What the looks of one process share: who resolves names, whom we trust, where TLS comes from, and who makes fresh
/// clients and dials, and what we show of ourselves. Nothing in it remembers a target from look to look, but for the
/// judgement of a chain of certificates.
public record Gear(
        NameLookup names,
        Anchors anchors,
        Handshakes handshakes,
        FreshClients clients,
        ClientCertificates certificates) {

    /// Resolves as every other program on this machine does, and takes the fastest TLS there is. Loads native
    /// libraries.
    public static Gear ofSystem() {
        return of(NameLookup.ofSystem(), Handshakes.fastest());
    }

    static Gear of(NameLookup names, Handshakes handshakes) {
        return new Gear(names, new Anchors(), handshakes, new FreshClients(handshakes), new ClientCertificates());
    }
}
