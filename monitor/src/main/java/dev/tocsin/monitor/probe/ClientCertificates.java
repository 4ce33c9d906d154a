package dev.tocsin.monitor.probe;

import dev.tocsin.monitor.HttpOptions.ClientCertificate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// The certificates by which looks say who we are, from PEM files. They are read again once a file changes, so that a
/// renewed one needs no restart.
public final class ClientCertificates {

    /// A chain, leaf first, and the key of its leaf.
    record Held(List<X509Certificate> chain, PrivateKey key) {

        /// A key is told to nobody.
        @Override
        public String toString() {
            return "certificate of " + chain.getFirst().getSubjectX500Principal();
        }
    }

    private record Version(FileTime certificate, FileTime key, long sizes) {

        static Version of(ClientCertificate files) throws IOException {
            return new Version(
                    Files.getLastModifiedTime(files.certificate()),
                    Files.getLastModifiedTime(files.key()),
                    Files.size(files.certificate()) * 31 + Files.size(files.key()));
        }
    }

    private record Read(Version version, Held held) {}

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\\s]+-----END CERTIFICATE-----");

    private static final byte[] TRIAL = "is it mine".getBytes(StandardCharsets.US_ASCII);

    private final Map<ClientCertificate, Read> read = new ConcurrentHashMap<>();

    /// @throws IOException when a file cannot be read or used, with a message for a person
    Held read(ClientCertificate files) throws IOException {
        readable(files.certificate(), "client certificate");
        readable(files.key(), "key");
        var version = Version.of(files);
        var known = read.get(files);
        if (known != null && known.version.equals(version)) {
            return known.held;
        }
        var held = parse(files);
        read.put(files, new Read(version, held));
        return held;
    }

    private static void readable(Path file, String what) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException("cannot read the " + what + " in " + file);
        }
    }

    private static Held parse(ClientCertificate files) throws IOException {
        var chain = chain(files.certificate());
        var leaf = chain.getFirst().getPublicKey();
        var key = key(files.key(), leaf);
        if (!belong(key, leaf)) {
            throw new IOException(
                    "the key in " + files.key() + " does not belong to the certificate in " + files.certificate());
        }
        return new Held(chain, key);
    }

    private static List<X509Certificate> chain(Path file) throws IOException {
        try {
            var factory = CertificateFactory.getInstance("X.509");
            var chain = new ArrayList<X509Certificate>();
            for (var block : CERTIFICATE.matcher(text(file)).results().toList()) {
                var pem = new ByteArrayInputStream(block.group().getBytes(StandardCharsets.US_ASCII));
                chain.add((X509Certificate) factory.generateCertificate(pem));
            }
            if (chain.isEmpty()) {
                throw new IOException("no certificate in " + file + ", it needs BEGIN CERTIFICATE blocks");
            }
            return List.copyOf(chain);
        } catch (GeneralSecurityException broken) {
            throw new IOException("no readable PEM certificates in " + file, broken);
        }
    }

    private static PrivateKey key(Path file, PublicKey leaf) throws IOException {
        var block = KEY.matcher(text(file));
        if (!block.find()) {
            throw new IOException("no unencrypted PKCS #8 key in " + file
                    + ", make one that begins with BEGIN PRIVATE KEY (openssl pkcs8 -topk8 -nocrypt)");
        }
        try {
            var bytes = Base64.getMimeDecoder().decode(block.group(1));
            return KeyFactory.getInstance(leaf.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(bytes));
        } catch (GeneralSecurityException | IllegalArgumentException broken) {
            throw new IOException("the key in " + file + " is not readable as one of " + leaf.getAlgorithm(), broken);
        }
    }

    /// Signs something and sees whether the certificate vouches for it.
    private static boolean belong(PrivateKey key, PublicKey leaf) throws IOException {
        var algorithm = switch (leaf.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            case String other -> other;
        };
        try {
            var signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(TRIAL);
            var signed = signature.sign();
            signature.initVerify(leaf);
            signature.update(TRIAL);
            return signature.verify(signed);
        } catch (GeneralSecurityException unfit) {
            throw new IOException("a key of " + leaf.getAlgorithm() + " cannot sign here", unfit);
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }
}
