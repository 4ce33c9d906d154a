package dev.tocsin.monitor.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Whom we trust: Java's own list of authorities, or the certificates of one PEM file and nobody else. Files are read
/// again once they change.
public final class Anchors {

    private record Read(FileTime changed, long size, Judge judge) {}

    private final Judge system;
    private final Map<Path, Read> files = new ConcurrentHashMap<>();

    Anchors() {
        try {
            system = check(null);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("this Java has no list of trusted authorities", broken);
        }
    }

    /// The PKIX check against `file`, or against the system's list.
    /// @throws IOException when the file cannot be read, with a message for a person
    public Judge judge(Optional<Path> file) throws IOException {
        return file.isEmpty() ? system : read(file.get());
    }

    private Judge read(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException("cannot read the trusted certificates in " + file);
        }
        var changed = Files.getLastModifiedTime(file);
        var size = Files.size(file);
        var known = files.get(file);
        if (known != null && known.changed.equals(changed) && known.size == size) {
            return known.judge;
        }
        var read = new Read(changed, size, parse(file));
        files.put(file, read);
        return read.judge;
    }

    private static Judge parse(Path file) throws IOException {
        try (var pem = Files.newInputStream(file)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            var count = 0;
            for (var anchor : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("anchor-" + count++, anchor);
            }
            if (count == 0) {
                throw new IOException("no certificate in " + file + ", it needs BEGIN CERTIFICATE blocks");
            }
            return check(store);
        } catch (CertificateException broken) {
            throw new IOException("no readable PEM certificates in " + file, broken);
        } catch (GeneralSecurityException broken) {
            throw new IOException("the certificates in " + file + " cannot serve as anchors", broken);
        }
    }

    private static Judge check(@Nullable KeyStore anchors) throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(anchors);
        for (var manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager pkix) {
                return new Judge(pkix);
            }
        }
        throw new GeneralSecurityException("no PKIX check for TLS");
    }
}
