package dev.tocsin.app.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A certificate for one name, made for a test by the JDK's own tool, and trusted by whoever is given its PEM file.
record MadeCertificate(SSLContext tls, Path pem) {

    /// @param name as keytool writes it: `ip:127.0.0.1` or `dns:shop.test`
    static MadeCertificate of(Path folder, String name) throws IOException, InterruptedException {
        var word = "made-" + UUID.randomUUID();
        var file = folder.resolve(UUID.randomUUID() + ".p12");
        var tool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "only",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=made for a test",
                        "-ext",
                        "san=" + name,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        word)
                .redirectErrorStream(true)
                .start();
        if (!tool.waitFor(60, TimeUnit.SECONDS) || tool.exitValue() != 0) {
            throw new IllegalStateException(new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
        try (var in = Files.newInputStream(file)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(in, word.toCharArray());
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, word.toCharArray());
            var tls = SSLContext.getInstance("TLS");
            tls.init(keys.getKeyManagers(), null, null);
            var pem = "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'})
                            .encodeToString(store.getCertificate("only").getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
            return new MadeCertificate(tls, Files.writeString(folder.resolve(UUID.randomUUID() + ".pem"), pem));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
