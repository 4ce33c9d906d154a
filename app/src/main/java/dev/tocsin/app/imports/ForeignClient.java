package dev.tocsin.app.imports;

import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;

/// What Prometheus' and Go's clients are told about TLS, proxies and credentials, as our looks by HTTP are told.
final class ForeignClient {

    private ForeignClient() {}

    /// An HTTP proxy without a password is the only kind we have.
    static void proxy(ForeignMapping client, String key, Draft draft) {
        client.text(key)
                .filter(url -> !url.isEmpty())
                .ifPresent(url -> plainProxy(url)
                        .ifPresentOrElse(
                                proxy -> draft.settings().put("proxy", proxy),
                                () -> draft.remark(client.shown(key).replaceAll("//[^/]*@", "//[redacted]@")
                                        + ", a kind of proxy that is not spoken to here")));
    }

    private static Optional<String> plainProxy(String url) {
        try {
            var uri = URI.create(url);
            var plain = "http".equals(uri.getScheme()) && uri.getHost() != null && uri.getRawUserInfo() == null;
            return plain
                    ? Optional.of(uri.getHost() + ":" + (uri.getPort() < 0 ? 80 : uri.getPort()))
                    : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /// Through a proxy its own address is dialled.
    static void family(String name, Draft draft) {
        if (draft.settings().has("proxy")) {
            draft.remark("addresses of family " + name + " alone, beside a proxy");
        } else {
            draft.settings().put("ipFamily", name.equals("ip6") ? "6" : "4");
        }
    }

    /// GET and HEAD carry no body here, and a method that changes something must not come in by itself.
    static void bodyless(Draft draft) {
        var settings = draft.settings();
        var method = settings.path("method").asText("GET");
        if (settings.has("body") && (method.equals("GET") || method.equals("HEAD"))) {
            settings.remove("body");
            draft.remark("the body of a " + method);
        }
    }

    static void tls(ForeignMapping tls, Draft draft) {
        var insecure = tls.flag("insecure_skip_verify").orElse(false);
        var trust = tls.text("ca_file");
        if (insecure) {
            draft.settings().put("verify", false);
            trust.ifPresent(file -> draft.remark("ca_file: " + file + ", beside insecure_skip_verify"));
        } else {
            trust.ifPresent(file -> draft.settings().put("trust", file));
        }
        certificate(tls, "cert_file", "key_file", draft);
        tls.text("min_version").ifPresent(version -> {
            if (version.equals("TLS13")) {
                draft.expect().put("tls13", true);
            } else if (!version.equals("TLS12")) {
                draft.remark("min_version: " + version + "; here it is TLS 1.2");
            }
        });
    }

    static void certificate(ForeignMapping tls, String certificateKey, String keyKey, Draft draft) {
        var certificate = tls.text(certificateKey);
        var key = tls.text(keyKey);
        if (certificate.isPresent() && key.isPresent()) {
            draft.settings()
                    .withObjectProperty("clientCertificate")
                    .put("certificate", certificate.get())
                    .put("key", key.get());
        } else {
            Stream.of(certificateKey, keyKey).filter(tls::has).forEach(one -> draft.remark(tls.shown(one)));
        }
    }

    /// One way to sign in: the first that is there.
    static void credentials(ForeignMapping http, Draft draft) {
        http.mapping("basic_auth").ifPresent(basic -> {
            var user = secret(basic, "username");
            var password = secret(basic, "password");
            if (user.isPresent() && password.isPresent()) {
                draft.settings()
                        .withObjectProperty("auth")
                        .withObjectProperty("basic")
                        .put("user", user.get())
                        .put("password", password.get());
            } else {
                draft.remark("basic_auth without a user or a password");
            }
        });
        secret(http, "bearer_token").ifPresent(token -> bearer(token, draft));
        http.mapping("authorization").ifPresent(authorization -> {
            var type = authorization.text("type").orElse("Bearer");
            var credentials = secret(authorization, "credentials");
            if (type.equalsIgnoreCase("Bearer") && credentials.isPresent()) {
                bearer(credentials.get(), draft);
            } else {
                credentials.ifPresentOrElse(
                        value ->
                                draft.settings().withObjectProperty("headers").put("Authorization", type + " " + value),
                        () -> draft.remark("authorization without credentials"));
            }
        });
    }

    private static void bearer(String token, Draft draft) {
        if (draft.settings().has("auth")) {
            draft.remark("a second way to sign in");
        } else {
            draft.settings().withObjectProperty("auth").put("bearer", token);
        }
    }

    /// As it stands, or as the content of the file that is named instead.
    private static Optional<String> secret(ForeignMapping mapping, String key) {
        return mapping.text(key).or(() -> mapping.text(key + "_file").map(file -> "${file:" + file + "}"));
    }
}
