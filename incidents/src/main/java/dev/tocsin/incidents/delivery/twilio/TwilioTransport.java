package dev.tocsin.incidents.delivery.twilio;

import com.twilio.http.HttpMethod;
import com.twilio.http.Request;
import com.twilio.http.Response;
import dev.tocsin.incidents.delivery.Outcome;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.Header;

/// Carries the SDK's requests to `baseUrl`: the SDK itself has no setting for another server. One request is one
/// attempt, bounded in time and size; when to try again is not decided here.
final class TwilioTransport extends com.twilio.http.HttpClient {

    /// A page of 200 messages takes about 250 KiB.
    private static final long LARGEST_ANSWER = 2L << 20;

    private final String baseUrl;
    private final Duration connectTimeout;
    private final Duration requestTimeout;
    private final HttpClient http;

    TwilioTransport(URI baseUrl, Duration connectTimeout, Duration requestTimeout) {
        this.baseUrl = baseUrl.toString().replaceFirst("/+$", "");
        this.connectTimeout = connectTimeout;
        this.requestTimeout = requestTimeout;
        http = HttpClient.newBuilder()
                .connectTimeout(connectTimeout)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /// The SDK repeats a request three times on 5xx. A repeated POST may be a second message, so here it is sent once.
    @Override
    public Response reliableRequest(Request request) {
        return makeRequest(request);
    }

    @Override
    public Response reliableRequest(Request request, int[] retryCodes, int retries, long delayMillis) {
        return makeRequest(request);
    }

    @Override
    public Response makeRequest(Request request) {
        var answer = exchange(translated(request));
        return response(understandable(answer.statusCode(), answer.body()), answer.statusCode());
    }

    /// Without headers, for nobody reads them; where DEBUG is on, the SDK fails over headers that are null.
    static Response response(String body, int status) {
        return new Response(body, status, new Header[0]);
    }

    HttpRequest translated(Request request) {
        var builder = HttpRequest.newBuilder(
                        URI.create(baseUrl + request.constructURL().getFile()))
                .header("Accept", "application/json")
                .header("User-Agent", "Tocsin twilio-java/" + com.twilio.Twilio.VERSION);
        if (request.requiresAuthentication()) {
            builder.header("Authorization", request.getAuthString());
        }
        if (request.getMethod() == HttpMethod.POST) {
            return builder.header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(request.encodeFormBody()))
                    .build();
        }
        return builder.GET().build();
    }

    /// `HttpRequest.timeout` ends with the answer's headers; waiting on the future bounds its body as well.
    private HttpResponse<String> exchange(HttpRequest request) {
        var body = HttpResponse.BodyHandlers.limiting(
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8), LARGEST_ANSWER);
        var answer = http.sendAsync(request, body);
        try {
            return answer.get(requestTimeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw unknown("no answer from %s within %s".formatted(baseUrl, words(requestTimeout)), e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw unknown("interrupted while waiting for " + baseUrl, e);
        } catch (ExecutionException | CancellationException e) {
            throw unanswered(e.getCause() == null ? e : e.getCause());
        }
    }

    private Unanswered unanswered(Throwable cause) {
        return switch (cause) {
            case HttpConnectTimeoutException _ ->
                notSent("no connection to %s within %s".formatted(baseUrl, words(connectTimeout)), cause);
            case ConnectException _ -> notSent("no connection to " + baseUrl, cause);
            case SSLException _ -> unknown("TLS with %s failed (%s)".formatted(baseUrl, cause.getMessage()), cause);
            case IOException _ ->
                unknown("the connection to %s broke (%s)".formatted(baseUrl, cause.getMessage()), cause);
            default -> unknown(String.valueOf(cause), cause);
        };
    }

    private static Unanswered notSent(String story, Throwable cause) {
        return new Unanswered(
                new Outcome.Postponed(
                        "not sent: " + story + ", check the network and channels.twilio.baseUrl",
                        Outcome.Blame.PROVIDER),
                cause);
    }

    private static Unanswered unknown(String story, Throwable cause) {
        return new Unanswered(new Outcome.Unknown(story), cause);
    }

    /// The SDK reads every refusal as Twilio's JSON and loses the status of one that is not: a proxy's error page.
    private static String understandable(int status, String body) {
        if (status < 400 || body.stripLeading().startsWith("{")) {
            return body;
        }
        return "{\"status\":%d,\"message\":\"no explanation\"}".formatted(status);
    }

    private static String words(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }

    /// No answer came; the outcome says whether the request can have been taken all the same.
    static final class Unanswered extends RuntimeException {

        private final transient Outcome outcome;

        Unanswered(Outcome outcome, Throwable cause) {
            super(outcome.toString(), cause);
            this.outcome = outcome;
        }

        Outcome outcome() {
            return outcome;
        }
    }
}
