package dev.tocsin.incidents.delivery.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Secret;
import dev.tocsin.incidents.delivery.Delivery;
import dev.tocsin.incidents.delivery.DeliveryId;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Message;
import dev.tocsin.incidents.delivery.Outcome;
import dev.tocsin.incidents.delivery.imitation.MailSink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Implicit TLS with certificates that this test makes and trusts.
class SmtpTlsTest {

    private static final String PASSWORD = "made-in-this-test";

    @TempDir
    Path folder;

    private int taken = -1;

    @Test
    void a_mail_goes_to_a_server_that_proves_its_name() throws Exception {
        assertThat(sendTo("ip:127.0.0.1")).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void a_trusted_certificate_of_another_name_gets_no_mail() throws Exception {
        assertThat(sendTo("dns:other.example.com"))
                .isInstanceOfSatisfying(
                        Outcome.Postponed.class,
                        postponed -> assertThat(postponed.reason()).contains("check channels.smtp.tls"));
        assertThat(taken).isZero();
    }

    /// A mail server behind a door that speaks TLS with a certificate for `name`.
    private Outcome sendTo(String name) throws Exception {
        var certificate = certificate(name);
        try (var server = MailSink.start(0, InstantSource.system());
                var door = tls(certificate)
                        .getServerSocketFactory()
                        .createServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> open(door, server.port()));
            var outcome = channel(door.getLocalPort(), certificate).send(delivery());
            taken = server.mails().size();
            return outcome;
        }
    }

    private static void open(ServerSocket door, int port) {
        try (var client = door.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), port)) {
            var outward = Thread.ofVirtual().start(() -> pass(client, server));
            pass(server, client);
            outward.join();
        } catch (IOException | InterruptedException e) {
            // The client does not like the certificate and leaves.
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // One side has left.
        }
    }

    private static SSLContext tls(Path certificate) throws Exception {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(certificate.toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
        var tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        return tls;
    }

    private static SmtpChannel channel(int port, Path certificate) throws Exception {
        var trust = KeyStore.getInstance(certificate.toFile(), PASSWORD.toCharArray());
        var anchors = KeyStore.getInstance("PKCS12");
        anchors.load(null, null);
        anchors.setCertificateEntry("server", trust.getCertificate("server"));
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(anchors);
        var tls = SSLContext.getInstance("TLS");
        tls.init(null, managers.getTrustManagers(), null);

        var more = new Properties();
        more.put("mail.smtp.ssl.socketFactory", tls.getSocketFactory());
        var settings = new SmtpSettings(
                "127.0.0.1", port, SmtpSettings.Tls.IMPLICIT, Optional.empty(), Optional.empty(), "status@example.com");
        var patience = Duration.ofSeconds(5);
        return new SmtpChannel(
                settings,
                () -> Instant.parse("2026-01-05T14:05:00Z"),
                new Secret("bounces"),
                new SmtpChannel.Patience(patience, patience, patience, Duration.ofSeconds(10)),
                more);
    }

    private static Delivery delivery() {
        var message =
                new Message(Medium.EMAIL, "ana@example.com", "SHOP DOWN", "text", Optional.empty(), "topic", "ref1");
        return new Delivery(new DeliveryId(1), message, 1, Instant.parse("2026-01-05T14:05:00Z"));
    }

    private Path certificate(String name) throws Exception {
        var file = folder.resolve("server.p12");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=mail",
                        "-ext",
                        "san=" + name,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        var said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        assertThat(Files.size(file)).isPositive();
        return file;
    }
}
