package dev.tocsin.app.commands;

import dev.tocsin.monitor.posture.certificate.Anchors;
import dev.tocsin.monitor.posture.certificate.RevocationLists;
import dev.tocsin.monitor.posture.hsts.PreloadList;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The files that `tocsin posture` is given. What cannot be read ends the command with a line that names the file.
final class PostureFiles {

    private PostureFiles() {}

    /// The anchors in a PEM file, or those that come with Java.
    static Anchors anchors(Optional<Path> file) {
        if (file.isEmpty()) {
            return Anchors.bundled();
        }
        try (var pem = new BufferedInputStream(Files.newInputStream(file.get()))) {
            var anchors = new ArrayList<X509Certificate>();
            for (var one : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                anchors.add((X509Certificate) one);
            }
            if (anchors.isEmpty()) {
                throw new CertificateException("none in it");
            }
            return Anchors.of(anchors);
        } catch (IOException unreadable) {
            throw new Refusal(Exit.USAGE, "--ca " + file.get() + " cannot be read, name a PEM file of certificates");
        } catch (CertificateException broken) {
            throw new Refusal(
                    Exit.USAGE, "--ca " + file.get() + " holds no certificates, it needs BEGIN CERTIFICATE blocks");
        }
    }

    static RevocationLists lists(List<Path> files) {
        var all = RevocationLists.NONE;
        for (var file : files) {
            try {
                all = all.and(RevocationLists.parse(Files.readAllBytes(file)));
            } catch (IOException unreadable) {
                throw new Refusal(Exit.USAGE, "--crl " + file + " cannot be read, name a file in DER or PEM");
            } catch (CRLException broken) {
                throw new Refusal(Exit.USAGE, "--crl " + file + " is no list of revoked certificates in DER or PEM");
            }
        }
        return all;
    }

    static PreloadList preloadList(Path file) {
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            return PreloadList.read(
                    in, Optional.of(Files.getLastModifiedTime(file).toInstant()));
        } catch (IOException unreadable) {
            throw new Refusal(
                    Exit.USAGE,
                    "--preload-list " + file + " cannot be read, name Chromium's transport_security_state_static.json");
        }
    }
}
