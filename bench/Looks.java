import dev.tocsin.db.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Measures what a look costs. The bill is complete: planning, the full handshake, judging, storing, metrics, and
/// being scraped every 15 s as by Prometheus.
///
/// Arguments: home of the product, folder to work in, password of the target's key store, monitors, seconds, seconds
/// of warm-up. `looks` beside this file gives them.
final class Looks {
    private static final Duration SCRAPE_EVERY = Duration.ofSeconds(15);
    // What was seen is stored in batches; by then the last one is there.
    private static final Duration STORED_BY = Duration.ofSeconds(3);
    private static final double MEBI = 1 << 20;

    private record Moment(Instant at, double looks, double missed, Usage jvm, Usage postgres, Usage target) {}

    /// Milliseconds, of all looks that began between two moments.
    private record Lateness(long stored, long notPassed, double p50, double p99, double longest) {}

    private final Product product;
    private final Process target;
    private final InstantSource clock = InstantSource.system();

    private Looks(Product product, Process target) {
        this.product = product;
        this.target = target;
    }

    static void main(String[] arguments) throws Exception {
        var home = Path.of(arguments[0]);
        var work = Path.of(arguments[1]);
        var monitors = Integer.parseInt(arguments[3]);
        var seconds = Duration.ofSeconds(Long.parseLong(arguments[4]));
        var warmUp = Duration.ofSeconds(Long.parseLong(arguments[5]));
        System.out.println(Machine.words());
        var target = startTarget(work, arguments[2]);
        try (var product = Product.start(home, work, settings(work, monitors, port(target)))) {
            new Looks(product, target).run(monitors, seconds, warmUp);
        } finally {
            target.destroy();
        }
    }

    private void run(int monitors, Duration seconds, Duration warmUp) throws Exception {
        System.out.printf(
                "%d HTTPS monitors every 10 s, measured for %d s after %d s of warm-up%n",
                monitors, seconds.toSeconds(), warmUp.toSeconds());
        pass(warmUp);
        var before = moment();
        pass(seconds);
        var after = moment();
        var load = Machine.load();
        // The last looks are stored a moment after they were taken; nothing tells from outside when.
        Thread.sleep(STORED_BY);
        print(before, after, lateness(before.at(), after.at()), load);
    }

    /// Lets time pass, which is what is measured, and scrapes as a Prometheus would.
    private void pass(Duration time) throws IOException, InterruptedException {
        var end = System.nanoTime() + time.toNanos();
        for (var left = time; left.isPositive(); left = Duration.ofNanos(end - System.nanoTime())) {
            Thread.sleep(left.compareTo(SCRAPE_EVERY) < 0 ? left : SCRAPE_EVERY);
            product.scrape();
        }
    }

    private Moment moment() throws IOException, InterruptedException {
        var scrape = product.scrape();
        var process = product.process().toHandle();
        return new Moment(
                clock.instant(),
                scrape.value("tocsin_probe_lateness_seconds_count"),
                scrape.value("tocsin_probe_missed_total"),
                Usage.of(process),
                Usage.below(process),
                Usage.of(target.toHandle()));
    }

    /// Exact, from the stored looks, where the histogram of the metrics would give a range. Asked when the bill is made.
    private Lateness lateness(Instant from, Instant to) throws SQLException {
        var settings = EmbeddedPostgres.running(product.data()).orElseThrow();
        try (var connection = DriverManager.getConnection(
                        settings.url(), settings.user(), settings.password().reveal());
                var query = connection.prepareStatement("""
                        select count(*),
                               count(*) filter (where outcome <> 'passed'),
                               coalesce(percentile_disc(0.5) within group (order by lateness_us), 0) / 1000.0,
                               coalesce(percentile_disc(0.99) within group (order by lateness_us), 0) / 1000.0,
                               coalesce(max(lateness_us), 0) / 1000.0
                          from observation
                         where at >= ?
                           and at < ?
                        """)) {
            query.setTimestamp(1, Timestamp.from(from));
            query.setTimestamp(2, Timestamp.from(to));
            try (var rows = query.executeQuery()) {
                rows.next();
                return new Lateness(
                        rows.getLong(1), rows.getLong(2), rows.getDouble(3), rows.getDouble(4), rows.getDouble(5));
            }
        }
    }

    private static void print(Moment before, Moment after, Lateness lateness, String load) {
        var looks = after.looks() - before.looks();
        var jvm = after.jvm().since(before.jvm());
        var postgres = after.postgres().since(before.postgres());
        System.out.printf("%n%-14s %10s %16s %10s %10s%n", "", "CPU s", "CPU ms per look", "RSS MiB", "PSS MiB");
        row("JVM", jvm, looks);
        row("PostgreSQL", postgres, looks);
        row("together", jvm.and(postgres), looks);
        row("(the target)", after.target().since(before.target()), looks);
        System.out.printf(
                "%nlooks      %.0f in %.1f s, %d stored, %d of them not passed, %.0f slots missed (%.0f before)%n",
                looks,
                Duration.between(before.at(), after.at()).toMillis() / 1_000.0,
                lateness.stored(),
                lateness.notPassed(),
                after.missed() - before.missed(),
                before.missed());
        System.out.printf(
                "lateness   p50 %.1f ms, p99 %.1f ms, longest %.1f ms%n",
                lateness.p50(), lateness.p99(), lateness.longest());
        System.out.printf("load       %s at the end%n", load);
        if (looks == 0 || lateness.notPassed() > 0) {
            System.out.println("NOT VALID  a look that does not pass costs something else");
        }
    }

    private static void row(String name, Usage usage, double looks) {
        System.out.printf(
                "%-14s %10.2f %16.2f %10.0f %10.0f%n",
                name, usage.cpuSeconds(), usage.cpuSeconds() * 1_000 / looks, usage.rss() / MEBI, usage.pss() / MEBI);
    }

    private static String settings(Path work, int monitors, int port) {
        var trust = work.resolve("target.pem");
        return """
                defaults: { every: 10s, timeout: 5s }
                responders:
                  - { name: ana, email: ana@bench.test, phone: "+15005550101", verified: true }
                policies:
                  - { name: default, steps: [ { notify: [responder ana] } ], catchAll: [responder ana] }
                monitors:
                """
                + IntStream.rangeClosed(1, monitors)
                        .mapToObj(number -> """
                                  - { name: site-%1$d, http: "https://site-%1$d.bench.test:%2$d/",
                                      connectTo: "127.0.0.1:%2$d", trust: "%3$s" }
                                """.formatted(number, port, trust))
                        .collect(Collectors.joining());
    }

    private static Process startTarget(Path work, String password) throws IOException {
        var source = Path.of(System.getProperty("bench.folder"), "Target.java");
        var process = new ProcessBuilder(
                        Product.java(),
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        source.toString(),
                        work.resolve("target.p12").toString(),
                        password)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Files.writeString(work.resolve("2-target.pid"), process.pid() + "\n");
        return process;
    }

    private static int port(Process target) throws IOException {
        var line = new BufferedReader(new InputStreamReader(target.getInputStream(), StandardCharsets.US_ASCII))
                .readLine();
        if (line == null) {
            throw new IOException("the target did not start");
        }
        return Integer.parseInt(line);
    }
}
