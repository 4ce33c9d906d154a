package dev.tocsin.app.metrics;

import dev.tocsin.monitor.Evidence;
import dev.tocsin.monitor.HttpFacts;
import java.util.Set;
import java.util.regex.Pattern;

/// What blackbox_exporter shows of a look by HTTP.
final class HttpSeries {
    private static final Pattern HTTP_VERSION = Pattern.compile("\\d+(\\.\\d+)?");
    private static final Set<String> TEXT_CHECKS = Set.of("contains", "matches", "absent", "header");

    private HttpSeries() {}

    static void write(Series to, Evidence evidence) {
        var timings = evidence.timings();
        phase(to, "resolve", Series.seconds(timings.resolve()));
        phase(to, "connect", Series.seconds(timings.connect()));
        phase(to, "tls", Series.seconds(timings.tls()));
        phase(to, "processing", Series.seconds(timings.request()) + Series.seconds(timings.firstByte()));
        phase(to, "transfer", Series.seconds(timings.transfer()));
        to.add(
                "probe_http_ssl",
                "Whether SSL was used for the final redirect",
                evidence.tls().isPresent() ? 1 : 0);
        to.failedByText(evidence, TEXT_CHECKS);
        evidence.http().ifPresentOrElse(http -> write(to, http), () -> withoutAnswer(to));
    }

    private static void write(Series to, HttpFacts http) {
        answer(to, http.status(), http.redirects().size(), version(http.version()), contentLength(http));
    }

    private static void withoutAnswer(Series to) {
        answer(to, 0, 0, 0, 0);
    }

    private static void answer(Series to, int status, int redirects, double version, double length) {
        to.add("probe_http_status_code", "Response HTTP status code", status);
        to.add("probe_http_redirects", "The number of redirects", redirects);
        to.add("probe_http_version", "The version of HTTP of the probe response", version);
        to.add("probe_http_content_length", "Length of http content response", length);
    }

    private static void phase(Series to, String phase, double seconds) {
        to.add(
                "probe_http_duration_seconds",
                "Duration of http request by phase, over the last hop",
                seconds,
                "phase",
                phase);
    }

    private static double version(String text) {
        var number = HTTP_VERSION.matcher(text);
        return number.find() ? Double.parseDouble(number.group()) : 0;
    }

    /// As announced; -1 when it was not.
    private static double contentLength(HttpFacts http) {
        return http.headers().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("content-length"))
                .flatMap(header -> header.getValue().stream())
                .filter(value -> value.matches("\\d{1,15}"))
                .mapToDouble(Double::parseDouble)
                .findFirst()
                .orElse(-1);
    }
}
