import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Prometheus and blackbox_exporter watching a [Site] as their documentation says: one target a monitor, looked at
/// every 10 s, one alert rule that judges, everything stored.
record Theirs(Process prometheus, Process exporter, int port, Site site, HttpClient http) implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Pattern VALUE = Pattern.compile("\"value\":\\[[^,]+,\"([^\"]+)\"]");

    private record Moment(Usage prometheus, Usage exporter, Usage site) {}

    /// What a stretch of time cost. `spread` is how far the intervals between two looks lay from 10 s at p99, in
    /// milliseconds.
    record Bill(double looks, double failed, Usage prometheus, Usage exporter, Usage site, double spread) {

        double milliseconds(Usage usage) {
            return usage.cpuSeconds() * 1_000 / looks;
        }

        boolean valid() {
            return looks > 0 && failed == 0;
        }
    }

    static Theirs start(Path folder, Path work, Site site, int monitors) throws IOException, InterruptedException {
        var exporterPort = freePort();
        var port = freePort();
        var modules = Files.writeString(work.resolve("blackbox.yml"), """
                modules:
                  https:
                    prober: http
                    timeout: 5s
                    http: { preferred_ip_protocol: ip4, tls_config: { ca_file: "%s" } }
                """.formatted(site.certificate()));
        Files.writeString(work.resolve("rules.yml"), """
                groups:
                  - name: sites
                    rules: [ { alert: SiteDown, expr: probe_success == 0, for: 5s } ]
                """);
        var targets = IntStream.rangeClosed(1, monitors)
                .mapToObj(number -> "\"" + site.url(number) + "\"")
                .collect(Collectors.joining(", "));
        var settings = Files.writeString(work.resolve("prometheus.yml"), """
                global: { scrape_interval: 10s, scrape_timeout: 6s, evaluation_interval: 5s }
                rule_files: [ rules.yml ]
                scrape_configs:
                  - job_name: sites
                    metrics_path: /probe
                    params: { module: [ https ] }
                    static_configs: [ { targets: [ %s ] } ]
                    relabel_configs:
                      - { source_labels: [ __address__ ], target_label: __param_target }
                      - { source_labels: [ __param_target ], target_label: instance }
                      - { target_label: __address__, replacement: "127.0.0.1:%d" }
                """.formatted(targets, exporterPort));
        var exporter = run(work, "3-exporter", folder.resolve("prometheus-blackbox-exporter"), List.of(
                "--config.file=" + modules, "--web.listen-address=127.0.0.1:" + exporterPort));
        var prometheus = run(work, "4-prometheus", folder.resolve("prometheus"), List.of(
                "--config.file=" + settings,
                "--storage.tsdb.path=" + work.resolve("tsdb"),
                "--web.listen-address=127.0.0.1:" + port));
        var theirs = new Theirs(prometheus, exporter, port, site, HttpClient.newHttpClient());
        theirs.awaitReady();
        return theirs;
    }

    /// Lets `warmUp` pass, and then measures.
    Bill measure(Duration warmUp, Duration time) throws IOException, InterruptedException {
        Thread.sleep(warmUp);
        var before = moment();
        Thread.sleep(time);
        var after = moment();
        var window = "[" + time.toSeconds() + "s]";
        var interval = "prometheus_target_interval_length_seconds{interval=\"10s\",quantile=\"";
        return new Bill(
                query("sum(count_over_time(probe_success" + window + "))"),
                query("sum(count_over_time(probe_success" + window + ") - sum_over_time(probe_success" + window + "))"),
                after.prometheus().since(before.prometheus()),
                after.exporter().since(before.exporter()),
                after.site().since(before.site()),
                Math.max(spread(interval + "0.99\"} "), spread(interval + "0.01\"} ")));
    }

    private double spread(String series) throws IOException, InterruptedException {
        return get("/metrics").lines()
                .filter(line -> line.startsWith(series))
                .mapToDouble(line -> Math.abs(Double.parseDouble(line.substring(series.length())) - 10) * 1_000)
                .max()
                .orElse(Double.NaN);
    }

    private Moment moment() {
        return new Moment(
                Usage.of(prometheus.toHandle()), Usage.of(exporter.toHandle()), site.usage());
    }

    /// The one number that a query answers; 0 where it answers nothing.
    private double query(String text) throws IOException, InterruptedException {
        var found = VALUE.matcher(get("/api/v1/query?query=" + URLEncoder.encode(text, StandardCharsets.UTF_8)));
        return found.find() ? Double.parseDouble(found.group(1)) : 0;
    }

    private String get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private void awaitReady() throws IOException, InterruptedException {
        var end = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            try {
                get("/-/ready");
                return;
            } catch (IOException notYet) {
                if (!prometheus.isAlive() || System.nanoTime() > end) {
                    close();
                    throw new IOException("Prometheus did not start", notYet);
                }
                Thread.sleep(200);
            }
        }
    }

    private static Process run(Path work, String name, Path program, List<String> arguments) throws IOException {
        var command = new java.util.ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        var process = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(work.resolve(name + ".log").toFile())
                .start();
        Files.writeString(work.resolve(name + ".pid"), process.pid() + "\n");
        return process;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        for (var process : List.of(prometheus, exporter)) {
            process.destroy();
            try {
                process.waitFor();
            } catch (InterruptedException stopped) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
