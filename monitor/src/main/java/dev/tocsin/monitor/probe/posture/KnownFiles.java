package dev.tocsin.monitor.probe.posture;

import dev.tocsin.monitor.posture.certificate.Anchors;
import dev.tocsin.monitor.posture.hsts.PreloadList;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The files that looks are held against, read again once they change: the list of preloaded names is long.
final class KnownFiles {

    private record Read<T>(FileTime changed, long size, T value) {}

    private interface Reading<T> {
        T of(Path file) throws IOException;
    }

    private final Anchors bundled = Anchors.bundled();
    private final Map<Path, Read<Anchors>> anchors = new ConcurrentHashMap<>();
    private final Map<Path, Read<PreloadList>> lists = new ConcurrentHashMap<>();

    /// Those in a PEM file, or those that come with Java.
    /// @throws IOException with a sentence for a person
    Anchors anchors(Optional<Path> file) throws IOException {
        return file.isEmpty() ? bundled : known(anchors, file.get(), KnownFiles::pem);
    }

    /// @throws IOException with a sentence for a person
    PreloadList preloadList(Path file) throws IOException {
        return known(lists, file, KnownFiles::list);
    }

    private static <T> T known(Map<Path, Read<T>> read, Path file, Reading<T> reading) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException("cannot read " + file);
        }
        var changed = Files.getLastModifiedTime(file);
        var size = Files.size(file);
        var known = read.get(file);
        if (known != null && known.changed().equals(changed) && known.size() == size) {
            return known.value();
        }
        var value = reading.of(file);
        read.put(file, new Read<>(changed, size, value));
        return value;
    }

    private static Anchors pem(Path file) throws IOException {
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            var found = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (found.isEmpty()) {
                throw new IOException("no certificate in " + file + ", it needs BEGIN CERTIFICATE blocks");
            }
            return Anchors.of(found);
        } catch (CertificateException broken) {
            throw new IOException("no readable PEM certificates in " + file, broken);
        }
    }

    private static PreloadList list(Path file) throws IOException {
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            return PreloadList.read(
                    in, Optional.of(Files.getLastModifiedTime(file).toInstant()));
        } catch (IOException broken) {
            throw new IOException(file + " is no transport_security_state_static.json of Chromium", broken);
        }
    }
}
