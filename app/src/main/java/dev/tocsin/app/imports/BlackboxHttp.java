package dev.tocsin.app.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Makes a look by HTTP of a module of blackbox_exporter.
final class BlackboxHttp {
    /// What Go's client follows, and ours would not.
    private static final int GO_FOLLOWS = 10;

    private final ForeignMapping http;
    private final Draft draft;
    private final ObjectNode settings;

    private BlackboxHttp(ForeignMapping http, Draft draft) {
        this.http = http;
        this.draft = draft;
        this.settings = draft.settings();
    }

    static void read(ProbeTarget target, Optional<ForeignMapping> http, Draft draft) {
        var url = url(target.address());
        draft.settings().put("http", url);
        http.ifPresentOrElse(
                one -> new BlackboxHttp(one, draft).read(url.startsWith("https:")),
                () -> draft.settings().put("follow", GO_FOLLOWS));
    }

    /// A target without a scheme is asked by http.
    static String url(String address) {
        return address.contains("://") ? address : "http://" + address;
    }

    private void read(boolean encrypted) {
        request();
        var follows = http.flag("follow_redirects").orElse(true)
                && !http.flag("no_follow_redirects").orElse(false);
        settings.put("follow", follows ? GO_FOLLOWS : 0);
        if (http.flag("enable_http2").orElse(false)) {
            settings.put("httpVersion", "2");
        }
        ForeignClient.proxy(http, "proxy_url", draft);
        family();
        http.mapping("tls_config").ifPresent(tls -> ForeignClient.tls(tls, draft));
        ForeignClient.credentials(http, draft);
        status();
        versions();
        ssl(encrypted);
        body();
        headers("fail_if_header_not_matches", GoPatterns::java);
        headers("fail_if_header_matches", GoPatterns::javaNegated);
        // We offer gzip always, and unzip what comes.
        http.text("compression")
                .filter(kind -> !kind.equals("gzip"))
                .ifPresent(kind -> draft.remark("compression: " + kind));
    }

    private void request() {
        http.text("method").ifPresent(method -> settings.put("method", method));
        http.entries("headers").forEach(settings.withObjectProperty("headers")::put);
        if (settings.withObjectProperty("headers").isEmpty()) {
            settings.remove("headers");
        }
        http.text("body")
                .or(() -> http.text("body_file").map(file -> "${file:" + file + "}"))
                .filter(body -> !body.isEmpty())
                .ifPresent(body -> settings.put("body", body));
        ForeignClient.bodyless(draft);
    }

    private void family() {
        var preferred = http.text("preferred_ip_protocol");
        var fallback = http.flag("ip_protocol_fallback").orElse(true);
        if (preferred.isPresent() && !fallback) {
            ForeignClient.family(preferred.get(), draft);
        } else {
            preferred.ifPresent(family -> draft.remark("preferred_ip_protocol: " + family
                    + ", with fallback; here the first address of either family that answers is taken"));
        }
    }

    private void status() {
        var codes = http.texts("valid_status_codes");
        if (!codes.isEmpty()) {
            var status = draft.expect().withArrayProperty("status");
            codes.stream().filter(code -> code.matches("[1-5]\\d\\d")).forEach(status::add);
            codes.stream()
                    .filter(code -> !code.matches("[1-5]\\d\\d"))
                    .forEach(code -> draft.remark("valid_status_codes: " + code));
        }
    }

    private void versions() {
        var versions = http.texts("valid_http_versions");
        if (versions.isEmpty()) {
            return;
        }
        if (versions.equals(List.of("HTTP/2.0")) || versions.equals(List.of("HTTP/2"))) {
            draft.expect().put("http2", true);
        } else {
            draft.remark("valid_http_versions: " + String.join(", ", versions));
        }
    }

    private void ssl(boolean encrypted) {
        if (http.flag("fail_if_ssl").orElse(false)) {
            draft.remark("fail_if_ssl: true");
        }
        // Of an https target it holds by itself, as long as no redirect leaves encryption.
        if (http.flag("fail_if_not_ssl").orElse(false) && !encrypted) {
            draft.remark("fail_if_not_ssl: true");
        }
    }

    private void body() {
        patterns("fail_if_body_not_matches_regexp", GoPatterns::java);
        patterns("fail_if_body_matches_regexp", GoPatterns::javaNegated);
    }

    private void patterns(String key, Function<String, Optional<String>> translated) {
        for (var pattern : http.texts(key)) {
            translated
                    .apply(pattern)
                    .ifPresentOrElse(
                            java -> draft.expect()
                                    .withObjectProperty("body")
                                    .withArrayProperty("matches")
                                    .add(java),
                            () -> draft.remark(key + ": " + pattern + ", a pattern that Java does not have"));
        }
    }

    private void headers(String key, Function<String, Optional<String>> translated) {
        for (var rule : http.mappings(key)) {
            var header = rule.text("header").orElse("");
            var pattern = rule.text("regexp").orElse("");
            if (rule.flag("allow_missing").orElse(false)) {
                draft.remark(key + " for " + header + ": allow_missing; here the header must be there");
            }
            translated
                    .apply(pattern)
                    .ifPresentOrElse(
                            java -> draft.expect()
                                    .withObjectProperty("header")
                                    .withArrayProperty(header)
                                    .add(java),
                            () -> draft.remark(
                                    key + " for " + header + ": " + pattern + ", a pattern that Java does not have"));
        }
    }
}
