import dev.tocsin.db.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Measures how long monitors stay unwatched when the process is killed and started again.
///
/// Arguments: home of the product, folder to work in, password of the target's key store, monitors, seconds of an
/// interval. `restart` beside this file gives them.
final class Restart {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final int PATIENCE_INTERVALS = 5;

    private Restart() {}

    static void main(String[] arguments) throws Exception {
        var home = Path.of(arguments[0]);
        var work = Path.of(arguments[1]);
        var monitors = Integer.parseInt(arguments[3]);
        var every = Integer.parseInt(arguments[4]);
        System.out.println(Machine.words());
        try (var site = Site.start(work, arguments[2])) {
            var settings = Ours.settings(site, work, monitors, every);
            var before = CLOCK.instant();
            try (var first = Product.start(home, work, settings)) {
                all(first, before, monitors, every);
                first.process().destroyForcibly().waitFor();
            }
            var killed = CLOCK.instant();
            try (var second = Product.start(home, work, settings)) {
                var up = CLOCK.instant();
                all(second, killed, monitors, every);
                System.out.printf(
                        "%d HTTPS monitors every %d s: killed, and started again at once%n", monitors, every);
                System.out.printf("answers again      after %5.1f s%n", seconds(killed, up));
                System.out.printf(
                        "all looked at      after %5.1f s, %.1f s after it answered%n",
                        seconds(killed, CLOCK.instant()), seconds(up, CLOCK.instant()));
            }
        }
    }

    /// Waits until every monitor was looked at since `from`.
    private static void all(Product product, Instant from, int monitors, int every)
            throws IOException, SQLException, InterruptedException {
        var end = System.nanoTime() + Duration.ofSeconds((long) every * PATIENCE_INTERVALS + 30).toNanos();
        var settings = EmbeddedPostgres.running(product.data()).orElseThrow();
        try (var connection = DriverManager.getConnection(
                        settings.url(), settings.user(), settings.password().reveal());
                var query = connection.prepareStatement(
                        "select count(*) from monitor where retired_at is null and last_looked_at >= ?")) {
            query.setTimestamp(1, Timestamp.from(from));
            while (true) {
                try (var rows = query.executeQuery()) {
                    rows.next();
                    if (rows.getInt(1) == monitors) {
                        return;
                    }
                    if (System.nanoTime() > end) {
                        throw new IOException("of %d monitors %d were looked at".formatted(monitors, rows.getInt(1)));
                    }
                }
                Thread.sleep(100);
            }
        }
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1_000.0;
    }
}
