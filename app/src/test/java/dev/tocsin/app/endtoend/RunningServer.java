package dev.tocsin.app.endtoend;

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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/// The product as a process of its own, started from the built jar as the launcher does.
final class RunningServer implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(90);
    private static final Path JAR = Path.of(System.getProperty("user.dir"), "target", "tocsin.jar");

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final Path folder;
    private final Process process;
    private final int port;

    private RunningServer(Path folder, Process process, int port) {
        this.folder = folder;
        this.process = process;
        this.port = port;
    }

    /// Starts on the settings in `folder`, and waits until its page is served.
    static RunningServer start(Path folder, int port) throws IOException {
        var process = process(folder, List.of("server", "tocsin.yml", "--data", "data"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("server.log").toFile()))
                .start();
        var server = new RunningServer(folder, process, port);
        Awaitility.await("the page of " + Files.readString(folder.resolve("server.log")))
                .atMost(START)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !process.isAlive() || server.status("/") == 200);
        if (!process.isAlive()) {
            throw new IllegalStateException(Files.readString(folder.resolve("server.log")));
        }
        return server;
    }

    /// A port of the loopback address that nobody listens on.
    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// What a command with this node's settings prints.
    String run(String... arguments) throws IOException, InterruptedException {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--config", "tocsin.yml"));
        return run(folder, all.toArray(String[]::new));
    }

    /// What a command that ends by itself prints.
    static String run(Path folder, String... arguments) throws IOException, InterruptedException {
        var process = process(folder, List.of(arguments)).start();
        var text = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        process.waitFor(60, TimeUnit.SECONDS);
        return text;
    }

    private static ProcessBuilder process(Path folder, List<String> arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                JAR.toString()));
        command.addAll(arguments);
        return new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    }

    String get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    String get(String path, String token) throws IOException, InterruptedException {
        return client.send(
                        request(path).header("Authorization", "Bearer " + token).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /// @param headers names and values in turn
    String post(String path, String token, String body, String... headers) throws IOException, InterruptedException {
        var request = request(path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        for (var i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /// Presses the button of a page that hands out a file.
    HttpResponse<byte[]> download(String path) throws IOException, InterruptedException {
        return client.send(
                request(path).POST(HttpRequest.BodyPublishers.noBody()).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    /// The status of the answer.
    int delete(String path, String token) throws IOException, InterruptedException {
        return client.send(
                        request(path)
                                .header("Authorization", "Bearer " + token)
                                .DELETE()
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private int status(String path) throws InterruptedException {
        try {
            return client.send(request(path).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException _) {
            return 0;
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20));
    }

    /// Sends a signal by its name, such as `STOP`.
    void signal(String name) throws IOException, InterruptedException {
        var sent = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start();
        if (sent.waitFor() != 0) {
            throw new IllegalStateException("SIG" + name + " could not be sent");
        }
    }

    /// As the power cut does it.
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(25, TimeUnit.SECONDS)) {
            kill();
        }
    }
}
