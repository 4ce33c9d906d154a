package dev.tocsin.monitor.probe;

import dev.tocsin.config.Secret;
import dev.tocsin.monitor.HttpOptions;
import dev.tocsin.monitor.Probe;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import okhttp3.Credentials;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/// What is asked at one hop: the configured request, or what a redirect made of it.
record HttpRequest(HttpUrl url, String method, Headers headers, Optional<Secret> body) {

    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH", "QUERY", "REPORT", "PROPPATCH");

    /// The configured request. A user and password in the URL are sent as basic authentication, as browsers do.
    /// @throws IllegalArgumentException naming what cannot be sent, but never its value
    static HttpRequest of(Probe.Http probe) {
        var url = HttpUrl.parse(probe.url().toString());
        if (url == null) {
            throw new IllegalArgumentException(
                    Wording.quoted(probe.target()) + " is no http or https address, write https://HOST/PATH");
        }
        var headers = new Headers.Builder()
                .set("User-Agent", "Tocsin")
                .set("Accept", "*/*")
                .set("Accept-Encoding", "gzip")
                .set("Connection", "close");
        if (!url.username().isEmpty()) {
            headers.set("Authorization", Credentials.basic(url.username(), url.password()));
        }
        var options = probe.options();
        if (options.auth().isPresent()) {
            set(headers, "Authorization", words(options.auth().get()));
        }
        probe.headers().forEach((name, value) -> set(headers, name, value));
        return new HttpRequest(url, probe.method(), headers.build(), options.body());
    }

    private static String words(HttpOptions.Auth auth) {
        return switch (auth) {
            case HttpOptions.Auth.Basic basic ->
                Credentials.basic(basic.user(), basic.password().reveal(), StandardCharsets.UTF_8);
            case HttpOptions.Auth.Bearer bearer -> "Bearer " + bearer.token().reveal();
        };
    }

    private static void set(Headers.Builder headers, String name, String value) {
        try {
            headers.set(name, value);
        } catch (IllegalArgumentException unsendable) {
            // The library's own message would quote the value, which may be a secret.
            throw new IllegalArgumentException(
                    "request header " + Wording.quoted(name) + " has a sign that HTTP does not allow");
        }
    }

    /// The next request after a redirect (RFC 9110, 15.4). Another origin is told nothing that was configured: headers
    /// carry keys and passwords, and so does a body.
    HttpRequest redirected(int status, HttpUrl target) {
        var becomesGet = status == 303 ? !method.equals("HEAD") : status < 303 && method.equals("POST");
        if (!sameOrigin(target)) {
            return new HttpRequest(target, becomesGet ? "GET" : method, strangers(), Optional.empty());
        }
        return becomesGet
                ? new HttpRequest(target, "GET", headers, Optional.empty())
                : new HttpRequest(target, method, headers, body);
    }

    boolean sameOrigin(HttpUrl other) {
        return url.scheme().equals(other.scheme()) && url.host().equals(other.host()) && url.port() == other.port();
    }

    private static Headers strangers() {
        return Headers.of("User-Agent", "Tocsin", "Accept", "*/*", "Accept-Encoding", "gzip", "Connection", "close");
    }

    Request build() {
        return new Request.Builder()
                .url(url)
                .headers(headers)
                .method(method, content())
                .build();
    }

    private @Nullable RequestBody content() {
        if (body.isPresent()) {
            return RequestBody.create(body.get().reveal().getBytes(StandardCharsets.UTF_8));
        }
        return WITH_BODY.contains(method) ? RequestBody.create(new byte[0]) : null;
    }

    /// The address without user, password and fragment, fit to be shown.
    URI shown() {
        return shown(url);
    }

    static URI shown(HttpUrl url) {
        return url.newBuilder().username("").password("").fragment(null).build().uri();
    }
}
