import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The product as an operator runs it: a process of its own from the built jar, with the launcher's JVM flags and the
/// embedded PostgreSQL in a fresh folder.
record Product(Process process, Path work, int port, int adminPort, HttpClient http) implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final Duration SCRAPE_LIMIT = Duration.ofSeconds(10);

    /// Starts it on `settings`, to which the ports are added, and waits until its metrics answer.
    static Product start(Path home, Path work, String settings) throws IOException, InterruptedException {
        var port = freePort();
        var adminPort = freePort();
        var file = Files.writeString(work.resolve("tocsin.yml"), """
                url: http://127.0.0.1:%1$d
                http: { port: %1$d, bind: 127.0.0.1, adminPort: %2$d, adminBind: 127.0.0.1 }
                """.formatted(port, adminPort) + settings);
        var process = new ProcessBuilder(
                        home.resolve("tocsin").toString(),
                        "server",
                        file.toString(),
                        "--data",
                        work.resolve("data").toString())
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(log(work).toFile())
                .start();
        Files.writeString(work.resolve("1-product.pid"), process.pid() + "\n");
        var product = new Product(process, work, port, adminPort, HttpClient.newHttpClient());
        product.awaitReady();
        return product;
    }

    /// The JVM that runs this program; the product and the target get the same.
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /// Where its public listener is.
    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    Path data() {
        return work.resolve("data");
    }

    /// The metrics as Prometheus would read them.
    Scrape scrape() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/metrics".formatted(adminPort)))
                .timeout(SCRAPE_LIMIT)
                .build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("/metrics answers " + answer.statusCode());
        }
        return new Scrape(answer.body().lines().toList());
    }

    private void awaitReady() throws IOException, InterruptedException {
        var end = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            try {
                scrape();
                return;
            } catch (IOException notYet) {
                var given = process.waitFor(200, TimeUnit.MILLISECONDS);
                if (given || System.nanoTime() > end) {
                    var said = Files.readString(log(work));
                    close();
                    throw new IOException("the product did not start (%s); it said:%n%s"
                            .formatted(notYet, said));
                }
            }
        }
    }

    private static Path log(Path work) {
        return work.resolve("product.log");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /// One answer of `/metrics`.
    record Scrape(List<String> lines) {

        /// The sum over all series of `name`; 0 when there are none yet.
        double value(String name) {
            return lines.stream()
                    .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        }

        /// The lines of every series whose name begins so.
        List<String> beginning(String prefix) {
            return lines.stream().filter(line -> line.startsWith(prefix)).toList();
        }
    }
}
