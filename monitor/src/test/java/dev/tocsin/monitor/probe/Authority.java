package dev.tocsin.monitor.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/// A certificate authority made up for a test, and what it hands out.
public final class Authority {

    private static final AtomicInteger SERIAL = new AtomicInteger(4711);
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

    private final KeyPair keys = keys();
    private final X509Certificate certificate;

    public Authority(String name) {
        var now = Instant.now();
        certificate = sign("CN=" + name, keys, "CN=" + name, keys, List.of(), now, now.plus(Duration.ofDays(30)), true);
    }

    /// What a server presents: its chain and its key.
    public record Identity(List<X509Certificate> chain, PrivateKey key) {

        public SSLContext tls() {
            return tls(null);
        }

        /// Takes clients whose certificate `authority` has signed.
        SSLContext tlsKnowing(Authority authority) {
            try {
                var anchors = KeyStore.getInstance("PKCS12");
                anchors.load(null, null);
                anchors.setCertificateEntry("anchor", authority.certificate);
                var trust = TrustManagerFactory.getInstance("PKIX");
                trust.init(anchors);
                return tls(trust.getTrustManagers());
            } catch (GeneralSecurityException | IOException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        private SSLContext tls(TrustManager @Nullable [] trust) {
            try {
                var context = SSLContext.getInstance("TLS");
                context.init(new KeyManager[] {new OneKey(this)}, trust, null);
                return context;
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        /// Certificate and key as one PEM file in `folder`.
        Path pem(Path folder) {
            try {
                var text = block("CERTIFICATE", chain.getFirst().getEncoded()) + block("PRIVATE KEY", key.getEncoded());
                return Files.writeString(folder.resolve("identity-" + SERIAL.incrementAndGet() + ".pem"), text);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    private static String block(String name, byte[] bytes) {
        return "-----BEGIN " + name + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
                + "\n-----END " + name + "-----\n";
    }

    public Identity identity(String name) {
        return identity(name, Duration.ofDays(-1), Duration.ofDays(10), name);
    }

    public Identity identity(String commonName, Duration from, Duration until, String... names) {
        var leaf = keys();
        var now = Instant.now();
        var signed = sign(
                "CN=" + commonName,
                leaf,
                certificate.getSubjectX500Principal().getName(),
                keys,
                List.of(names),
                now.plus(from),
                now.plus(until),
                false);
        return new Identity(List.of(signed), leaf.getPrivate());
    }

    public static Identity selfSigned(String name) {
        var keys = keys();
        var now = Instant.now();
        var day = Duration.ofDays(1);
        var signed = sign("CN=" + name, keys, "CN=" + name, keys, List.of(name), now.minus(day), now.plus(day), false);
        return new Identity(List.of(signed), keys.getPrivate());
    }

    /// The authority's certificate as a PEM file in `folder`.
    public Path pem(Path folder) {
        try {
            var text = block("CERTIFICATE", certificate.getEncoded());
            return Files.writeString(folder.resolve("anchor-" + SERIAL.incrementAndGet() + ".pem"), text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static X509Certificate sign(
            String subject,
            KeyPair keys,
            String issuer,
            KeyPair issuerKeys,
            List<String> names,
            Instant from,
            Instant until,
            boolean authority) {
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    new X500Name(issuer),
                    BigInteger.valueOf(SERIAL.incrementAndGet()),
                    Date.from(from),
                    Date.from(until),
                    new X500Name(subject),
                    keys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            if (!names.isEmpty()) {
                builder.addExtension(Extension.subjectAlternativeName, false, names(names));
            }
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKeys.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (GeneralSecurityException | OperatorCreationException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static GeneralNames names(List<String> names) {
        return new GeneralNames(names.stream()
                .map(name -> new GeneralName(
                        ADDRESS.matcher(name).matches() ? GeneralName.iPAddress : GeneralName.dNSName, name))
                .toArray(GeneralName[]::new));
    }

    /// Always the same key, so that no algorithm of choosing stands between the test and its certificate.
    private static final class OneKey extends X509ExtendedKeyManager {

        private final Identity identity;

        OneKey(Identity identity) {
            this.identity = identity;
        }

        @Override
        public @Nullable String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
            return choose(keyType);
        }

        @Override
        public @Nullable String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
            return choose(keyType);
        }

        private @Nullable String choose(String keyType) {
            return keyType.equals("EC") ? "only" : null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return identity.chain().toArray(X509Certificate[]::new);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return identity.key();
        }

        @Override
        public String[] getServerAliases(String keyType, Principal[] issuers) {
            return new String[] {"only"};
        }

        @Override
        public String[] getClientAliases(String keyType, Principal[] issuers) {
            return new String[0];
        }

        @Override
        public @Nullable String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
            return null;
        }
    }
}
