package dev.tocsin.incidents.disclosure.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.config.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Somebody who writes and reads S/MIME with the `openssl` command. His files lie in `folder`.
///
/// @param kind of key, as `openssl req -newkey` takes it
record Openssl(Path folder, String name, String kind) {

    static boolean isThere() {
        try {
            return new ProcessBuilder("openssl", "version")
                            .redirectErrorStream(true)
                            .start()
                            .onExit()
                            .orTimeout(20, TimeUnit.SECONDS)
                            .join()
                            .exitValue()
                    == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    /// Makes himself a key and a certificate for this address.
    Openssl {
        var how = new ArrayList<>(List.of("req", "-x509", "-nodes", "-days", "3650", "-subj", "/CN=" + name));
        how.addAll(List.of("-addext", "subjectAltName=email:" + name + "@reporter.example"));
        how.addAll(List.of("-keyout", name + ".key", "-out", name + ".pem", "-newkey"));
        how.addAll(List.of(kind.split(" ")));
        run(folder, how);
    }

    /// Runs it, and answers what it prints.
    String run(String... arguments) {
        return run(folder, List.of(arguments));
    }

    private static String run(Path folder, List<String> arguments) {
        try {
            var command = new ArrayList<>(List.of("openssl"));
            command.addAll(arguments);
            var said = folder.resolve("said");
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(said.toFile())
                    .start();
            var out = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError(String.join(" ", command) + "\n" + Files.readString(said));
            }
            return out;
        } catch (IOException | InterruptedException fault) {
            throw new AssertionError(fault);
        }
    }

    String write(String file, String text) {
        try {
            Files.writeString(folder.resolve(file), text);
            return file;
        } catch (IOException fault) {
            throw new AssertionError(fault);
        }
    }

    String certificateFile() {
        return name + ".pem";
    }

    String keyFile() {
        return name + ".key";
    }

    X509Certificate certificate() {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(Files.readAllBytes(folder.resolve(certificateFile()))));
        } catch (IOException | CertificateException fault) {
            throw new AssertionError(fault);
        }
    }

    /// His certificate as it is kept.
    String kept() {
        try {
            return Base64.getEncoder().encodeToString(certificate().getEncoded());
        } catch (CertificateException fault) {
            throw new AssertionError(fault);
        }
    }

    /// His key with its certificate, for us to read.
    SmimeKey key() {
        run("pkcs12", "-export", "-in", certificateFile(), "-inkey", keyFile(), "-out", "k.p12", "-passout", "pass:x");
        try {
            return SmimeKey.read(Files.readAllBytes(folder.resolve("k.p12")), new Secret("x"));
        } catch (IOException fault) {
            throw new AssertionError(fault);
        }
    }
}
