package dev.tocsin.monitor.posture.live;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A site of `openssl s_server`, for what Java no longer serves.
final class OpensslSite implements AutoCloseable {

    private final Process process;
    private final int port;

    private OpensslSite(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static boolean possible() {
        try {
            return new ProcessBuilder("openssl", "version").start().waitFor(10, TimeUnit.SECONDS);
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static OpensslSite start(Path folder, List<X509Certificate> chain, PrivateKey key, String... options)
            throws IOException, GeneralSecurityException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var leaf = Files.createTempFile(folder, "leaf", ".pem");
        Files.writeString(
                leaf, pem("CERTIFICATE", chain.getFirst().getEncoded()) + pem("PRIVATE KEY", key.getEncoded()));
        var others = Files.createTempFile(folder, "chain", ".pem");
        var text = new StringBuilder();
        for (var one : chain.subList(1, chain.size())) {
            text.append(pem("CERTIFICATE", one.getEncoded()));
        }
        Files.writeString(others, text);
        var command = new ArrayList<>(List.of(
                "openssl",
                "s_server",
                "-accept",
                "127.0.0.1:" + port,
                "-cert",
                leaf.toString(),
                "-key",
                leaf.toString(),
                "-www",
                "-quiet"));
        if (chain.size() > 1) {
            command.addAll(List.of("-cert_chain", others.toString()));
        }
        command.addAll(List.of(options));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Files.createTempFile(folder, "openssl", ".log").toFile())
                .start();
        var site = new OpensslSite(process, port);
        await().atMost(20, TimeUnit.SECONDS).until(() -> site.answers() || !process.isAlive());
        return site;
    }

    private boolean answers() {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static String pem(String kind, byte[] bytes) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
                + "\n-----END " + kind + "-----\n";
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
