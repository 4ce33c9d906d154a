package dev.tocsin.app.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// TLS that trusts the certificates of one PEM file and nobody else.
final class Trust {

    private Trust() {}

    /// @throws IOException when the file cannot serve, with a line for a person
    static SSLContext only(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException("--ca " + file + " cannot be read, name a PEM file");
        }
        try (var pem = Files.newInputStream(file)) {
            var anchors = KeyStore.getInstance("PKCS12");
            anchors.load(null, null);
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                anchors.setCertificateEntry("anchor-" + anchors.size(), certificate);
            }
            if (anchors.size() == 0) {
                throw new IOException("--ca " + file + " holds no certificate, it needs BEGIN CERTIFICATE blocks");
            }
            var trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(anchors);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (CertificateException malformed) {
            throw new IOException("--ca " + file + " holds no readable PEM certificates", malformed);
        } catch (GeneralSecurityException impossible) {
            throw new IOException("the certificates in " + file + " cannot serve as anchors", impossible);
        }
    }
}
