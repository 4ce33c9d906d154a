import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The watched site in a process of its own, whose work is so told from that of the watchers: nginx where it is
/// installed, which takes the least of the machine, else [Target].
///
/// `bench/stand.sh` makes its key store and the certificate, which stands for 127.0.0.1.
record Site(Process process, int port, Path certificate, String software) implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(20);
    private static final List<String> PLACES = List.of("/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/local/bin/nginx");

    static Site start(Path work, String password) throws IOException, InterruptedException, GeneralSecurityException {
        var nginx = PLACES.stream().map(Path::of).filter(Files::isExecutable).findFirst();
        return nginx.isPresent() ? nginx(nginx.get(), work, password) : java(work, password);
    }

    private static Site nginx(Path program, Path work, String password)
            throws IOException, InterruptedException, GeneralSecurityException {
        var port = freePort();
        var key = work.resolve("target.key");
        Files.writeString(key, key(work, password));
        var settings = Files.writeString(work.resolve("nginx.conf"), """
                daemon off;
                worker_processes 1;
                error_log %1$s/nginx.log;
                pid %1$s/nginx.run;
                events { worker_connections 8192; }
                http {
                  access_log off;
                  client_body_temp_path %1$s/nginx; proxy_temp_path %1$s/nginx; fastcgi_temp_path %1$s/nginx;
                  uwsgi_temp_path %1$s/nginx; scgi_temp_path %1$s/nginx;
                  server {
                    listen 127.0.0.1:%2$d ssl backlog=4096;
                    ssl_certificate %1$s/target.pem;
                    ssl_certificate_key %1$s/target.key;
                    ssl_protocols TLSv1.3;
                    ssl_session_tickets off;
                    default_type text/html;
                    location / { return 200 "<!doctype html><title>Shop</title><p>Add to basket</p>\\n"; }
                  }
                }
                """.formatted(work, port));
        var process = new ProcessBuilder(program.toString(), "-p", work.toString(), "-c", settings.toString())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(work.resolve("nginx.out").toFile())
                .start();
        Files.writeString(work.resolve("2-target.pid"), process.pid() + "\n");
        var end = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return new Site(process, port, work.resolve("target.pem"), "nginx");
            } catch (IOException notYet) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new IOException("nginx did not start: " + Files.readString(work.resolve("nginx.out")), notYet);
                }
                Thread.sleep(50);
            }
        }
    }

    private static Site java(Path work, String password) throws IOException {
        var process = new ProcessBuilder(
                        Product.java(),
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        Path.of(System.getProperty("bench.folder"), "Target.java").toString(),
                        work.resolve("target.p12").toString(),
                        password)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Files.writeString(work.resolve("2-target.pid"), process.pid() + "\n");
        var line = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))
                .readLine();
        if (line == null) {
            throw new IOException("the target did not start");
        }
        return new Site(process, Integer.parseInt(line), work.resolve("target.pem"), "a Java server");
    }

    /// One address of many; all lead to the same small page.
    String url(int number) {
        return "https://127.0.0.1:%d/%d".formatted(port, number);
    }

    Usage usage() {
        return Usage.of(process.toHandle()).and(Usage.below(process.toHandle()));
    }

    private static String key(Path work, String password) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(work.resolve("target.p12").toFile(), password.toCharArray());
        var key = store.getKey("target", password.toCharArray());
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(key.getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// Waits until it has ended, so that the next one gets its port and the processor.
    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).exceptionally(_ -> process.destroyForcibly()).join();
    }
}
