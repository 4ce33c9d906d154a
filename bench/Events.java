import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/// Opens incidents of a running product over its events API, with a token made for that.
final class Events implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;
    private final String token;

    private Events(URI address, String token) {
        this.address = address;
        this.token = token;
    }

    static Events to(Product product, Path home) throws IOException, InterruptedException {
        var making = new ProcessBuilder(
                        home.resolve("tocsin").toString(),
                        "token",
                        "create",
                        "bench",
                        "--scope",
                        "events:write",
                        "--config",
                        product.work().resolve("tocsin.yml").toString(),
                        "--data",
                        product.data().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var token = new String(making.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (making.waitFor() != 0) {
            throw new IOException("no token could be made");
        }
        return new Events(product.address().resolve("/api/v1/events"), token);
    }

    /// Opens the incident `key`; returns when the product says that it has.
    void trigger(String key) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address)
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("""
                        {"key": "%1$s", "action": "trigger", "summary": "%1$s does not answer", "severity": "critical"}
                        """.formatted(key)))
                .build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("the product answers %d: %s".formatted(answer.statusCode(), answer.body()));
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
