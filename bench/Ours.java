import dev.tocsin.db.EmbeddedPostgres;
import java.io.IOException;
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

/// The product watching a [Site], and what that costs. The bill is complete: planning, the full handshake, judging,
/// storing, metrics, and being scraped every 15 s as by Prometheus.
record Ours(Product product, Site site) {
    private static final Duration SCRAPE_EVERY = Duration.ofSeconds(15);
    // What was seen is stored in batches; by then the last one is there.
    private static final Duration STORED_BY = Duration.ofSeconds(3);
    private static final int MONITORS_IN_A_FILE = 4_000;
    private static final InstantSource CLOCK = InstantSource.system();

    private record Moment(Instant at, double looks, double missed, Usage jvm, Usage postgres, Usage site) {}

    /// Milliseconds, of all looks that began in a stretch of time.
    record Lateness(long stored, long notPassed, double p50, double p99, double longest) {}

    /// What a stretch of time cost.
    record Bill(
            Duration time,
            double looks,
            double missed,
            double missedBefore,
            Usage jvm,
            Usage postgres,
            Usage site,
            Lateness lateness) {

        double milliseconds(Usage usage) {
            return usage.cpuSeconds() * 1_000 / looks;
        }

        /// Prints how the looks went that the bill is for.
        void printLooks() throws IOException {
            System.out.printf(
                    "%nlooks      %.0f in %.1f s, %d stored, %d of them not passed, %.0f slots missed (%.0f before)%n",
                    looks, time.toMillis() / 1_000.0, lateness.stored(), lateness.notPassed(), missed, missedBefore);
            System.out.printf(
                    "lateness   p50 %.1f ms, p99 %.1f ms, longest %.1f ms%n",
                    lateness.p50(), lateness.p99(), lateness.longest());
            System.out.printf("load       %s at the end%n", Machine.load());
            if (!valid()) {
                System.out.println("NOT VALID  a look that does not pass costs something else");
            }
        }

        boolean valid() {
            return looks > 0 && lateness.notPassed() == 0;
        }
    }

    /// Settings with that many monitors of the site, each looked at every `seconds`. The monitors stand in files of
    /// their own in `work`, because one file may hold 1 MiB.
    static String settings(Site site, Path work, int monitors, int seconds) throws IOException {
        for (var first = 1; first <= monitors; first += MONITORS_IN_A_FILE) {
            Files.writeString(
                    work.resolve("monitors-%d.yml".formatted(first)),
                    "monitors:\n"
                            + IntStream.range(first, Math.min(first + MONITORS_IN_A_FILE, monitors + 1))
                                    .mapToObj(number -> """
                                              - { name: site-%d, http: "%s", trust: "%s" }
                                            """.formatted(number, site.url(number), site.certificate()))
                                    .collect(Collectors.joining()));
        }
        return """
                include: [ "monitors-*.yml" ]
                defaults: { every: %ds, timeout: 5s }
                responders:
                  - { name: ana, email: ana@bench.test, phone: "+15005550101", verified: true }
                policies:
                  - { name: default, steps: [ { notify: [responder ana] } ], catchAll: [responder ana] }
                """.formatted(seconds);
    }

    /// Settings with that many monitors of the site's posture, each looked at every minute.
    static String postureSettings(Site site, int monitors) {
        return """
                responders:
                  - { name: ana, email: ana@bench.test, phone: "+15005550101", verified: true }
                policies:
                  - { name: default, steps: [ { notify: [responder ana] } ], catchAll: [responder ana] }
                """
                + (monitors > 0 ? "monitors:\n" : "")
                + IntStream.rangeClosed(1, monitors)
                        .mapToObj(number -> """
                                  - { name: site-%d, posture: "%s", trust: "%s", every: 1m, timeout: 30s }
                                """.formatted(number, site.url(number), site.certificate()))
                        .collect(Collectors.joining());
    }

    /// Lets `warmUp` pass, and then measures.
    Bill measure(Duration warmUp, Duration time) throws IOException, InterruptedException, SQLException {
        pass(warmUp);
        var before = moment();
        pass(time);
        var after = moment();
        // The last looks are stored a moment after they were taken; nothing tells from outside when.
        Thread.sleep(STORED_BY);
        return new Bill(
                Duration.between(before.at(), after.at()),
                after.looks() - before.looks(),
                after.missed() - before.missed(),
                before.missed(),
                after.jvm().since(before.jvm()),
                after.postgres().since(before.postgres()),
                after.site().since(before.site()),
                lateness(before.at(), after.at()));
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
                CLOCK.instant(),
                scrape.value("tocsin_probe_lateness_seconds_count"),
                scrape.value("tocsin_probe_missed_total"),
                Usage.of(process),
                Usage.below(process),
                site.usage());
    }

    /// Exact, from the stored looks, where the histogram of the metrics would give a range. Asked when the bill is
    /// made.
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
}
