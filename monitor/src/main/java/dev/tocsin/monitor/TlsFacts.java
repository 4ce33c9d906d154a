package dev.tocsin.monitor;

import java.time.Instant;
import java.util.List;

/// The TLS handshake of a look; `certificates` is the chain as served, leaf first, captured even when it is bad.
/// `version` and `cipher` are empty when the handshake was broken off.
public record TlsFacts(
        String version, String cipher, List<CertificateFacts> certificates, boolean trusted, boolean hostnameMatches) {

    public record CertificateFacts(
            String subject,
            String issuer,
            List<String> sans,
            String serial,
            String sha256,
            Instant notBefore,
            Instant notAfter,
            String keyType,
            int keyBits,
            String signature) {}
}
