package dev.tocsin.monitor.probe;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// Shows the certificate of the look that a handshake belongs to, where that has one: so all looks share one context,
/// and none can show what belongs to another.
final class WitnessedKey extends X509ExtendedKeyManager {

    private static final String ALIAS = "ours";

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return choose(keyTypes);
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return choose(keyTypes);
    }

    /// The server names the kinds of key it takes, and authorities it knows; those it may leave out, and judges anyway.
    private static @Nullable String choose(String[] keyTypes) {
        return Witness.identity()
                .map(ours -> ours.key().getAlgorithm())
                .filter(Arrays.asList(keyTypes)::contains)
                .map(_ -> ALIAS)
                .orElse(null);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return Witness.identity()
                .map(ours -> ours.chain().toArray(X509Certificate[]::new))
                .orElse(null);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return Witness.identity().map(ClientCertificates.Held::key).orElse(null);
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return Optional.ofNullable(choose(new String[] {keyType}))
                .map(alias -> new String[] {alias})
                .orElse(null);
    }

    /// A probe is never a server.
    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
