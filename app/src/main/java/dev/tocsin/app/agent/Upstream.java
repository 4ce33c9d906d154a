package dev.tocsin.app.agent;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// The way to the server. Every wait on it is bounded, and so is what is read.
final class Upstream implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 32 * 1024 * 1024;
    private static final int WORTH_ZIPPING = 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AgentSettings settings;
    private final HttpClient client;
    private final LongSupplier nanos;

    /// @throws IOException when the file of anchors cannot be used, with a line for a person
    Upstream(AgentSettings settings, LongSupplier nanos) throws IOException {
        this.settings = settings;
        this.nanos = nanos;
        var builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(Executors.newVirtualThreadPerTaskExecutor());
        if (settings.ca().isPresent()) {
            builder.sslContext(Trust.only(settings.ca().get()));
        }
        this.client = builder.build();
    }

    /// Posts `body` to the route `name` of our location. Blocks for `patience` at most.
    Reply post(String name, byte[] body, Duration patience) {
        var began = nanos.getAsLong();
        try {
            var response = send(request(name, body, patience), patience);
            var text = unzipped(response);
            var took = Duration.ofNanos(nanos.getAsLong() - began);
            return response.statusCode() == 200 ? new Reply.Done(JSON.readTree(text), took) : failed(response, text);
        } catch (TimeoutException | HttpTimeoutException _) {
            return new Reply.Away("no answer within " + patience.toSeconds() + " s");
        } catch (UncheckedIOException noToken) {
            return new Reply.Refused(0, String.valueOf(noToken.getMessage()));
        } catch (IOException fault) {
            return failed(fault);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Reply.Away("we are being stopped");
        }
    }

    private HttpRequest request(String name, byte[] body, Duration patience) throws IOException {
        var url = settings.join().resolve("api/v1/agents/" + settings.location() + "/" + name);
        var request = HttpRequest.newBuilder(url)
                .timeout(patience)
                .header("Authorization", "Bearer " + settings.token().get().reveal())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("Accept-Encoding", "gzip")
                .header("User-Agent", "Tocsin-Agent/" + settings.version().replaceAll("[^A-Za-z0-9.+-]", "-"));
        if (body.length < WORTH_ZIPPING) {
            return request.POST(HttpRequest.BodyPublishers.ofByteArray(body)).build();
        }
        return request.header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(zipped(body)))
                .build();
    }

    /// The client's own time-out ends with the head of an answer; the body must come in time too.
    private HttpResponse<byte[]> send(HttpRequest request, Duration patience)
            throws IOException, InterruptedException, TimeoutException {
        var handler = HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MOST_BYTES);
        var sent = client.sendAsync(request, handler);
        try {
            return sent.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException fault) {
            throw fault.getCause() instanceof IOException cause
                    ? cause
                    : new IOException(String.valueOf(fault.getCause()), fault);
        } finally {
            sent.cancel(true);
        }
    }

    private Reply failed(HttpResponse<byte[]> response, byte[] text) {
        var status = response.statusCode();
        if (status >= 500 || status == 408 || status == 429) {
            return new Reply.Away("the server answers with status " + status);
        }
        if (status >= 300 && status < 400) {
            return new Reply.Refused(
                    status,
                    "the server redirects to "
                            + response.headers().firstValue("Location").orElse("nowhere")
                            + ": join there, the token is not sent on");
        }
        return new Reply.Refused(status, words(status, text));
    }

    /// What the server says to mend, or what its status tells.
    private String words(int status, byte[] text) {
        return detail(text)
                .filter(words -> !words.isEmpty())
                .orElseGet(() -> status == 404
                        ? settings.join()
                                + " knows of no agents: check the URL, or install the same version of Tocsin there"
                        : "the server answers with status " + status);
    }

    private static Optional<String> detail(byte[] text) {
        try {
            return Optional.of(JSON.readTree(text).path("detail").asText(""));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private Reply failed(IOException fault) {
        if (find(fault, SSLException.class) != null) {
            var ca = settings.ca()
                    .map(file -> "by none of the anchors in " + file + ", check --ca")
                    .orElse("by this Java, name its anchors with --ca FILE");
            return isDistrust(fault)
                    ? new Reply.Refused(
                            0,
                            "the certificate of %s is not trusted (%s) %s"
                                    .formatted(settings.join(), oneLine(deepest(fault)), ca))
                    : new Reply.Away("TLS with the server failed: " + oneLine(deepest(fault)));
        }
        if (find(fault, ConnectException.class) != null) {
            return new Reply.Away("nobody answers at " + host(settings.join()));
        }
        return new Reply.Away("the way to the server broke: " + oneLine(deepest(fault)));
    }

    private static boolean isDistrust(Throwable fault) {
        return find(fault, java.security.cert.CertificateException.class) != null
                || find(fault, java.security.cert.CertPathValidatorException.class) != null
                || find(fault, java.security.cert.CertPathBuilderException.class) != null;
    }

    private static <T extends Throwable> @Nullable T find(@Nullable Throwable fault, Class<T> type) {
        for (var each = fault; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return type.cast(each);
            }
        }
        return null;
    }

    private static Throwable deepest(Throwable fault) {
        var each = fault;
        while (each.getCause() != null) {
            each = each.getCause();
        }
        return each;
    }

    private static String oneLine(Throwable fault) {
        var message = fault.getMessage();
        return (message == null ? fault.getClass().getSimpleName() : message)
                .strip()
                .replaceAll("\\s*\\R\\s*", " ");
    }

    private static String host(URI url) {
        return url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    }

    private static byte[] zipped(byte[] body) throws IOException {
        var bytes = new ByteArrayOutputStream(body.length / 4);
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(body);
        }
        return bytes.toByteArray();
    }

    private static byte[] unzipped(HttpResponse<byte[]> response) throws IOException {
        var zipped = response.headers().firstValue("Content-Encoding").filter("gzip"::equalsIgnoreCase);
        if (zipped.isEmpty()) {
            return response.body();
        }
        try (var zip = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            var text = zip.readNBytes(MOST_BYTES + 1);
            if (text.length > MOST_BYTES) {
                throw new IOException("the answer is larger than " + MOST_BYTES + " bytes");
            }
            return text;
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
