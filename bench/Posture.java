import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/// Measures what looks at posture cost, and prints the share of a core that they take, beside what the product takes
/// that looks at nothing.
///
/// Arguments: home of the product, folder to work in, password of the target's key store, monitors, seconds, seconds of
/// warm-up. `posture` beside this file gives them.
final class Posture {
    private static final double MEBI = 1 << 20;
    private static final Duration STANDING_BY = Duration.ofSeconds(90);

    private Posture() {}

    static void main(String[] arguments) throws Exception {
        var home = Path.of(arguments[0]);
        var work = Path.of(arguments[1]);
        var monitors = Integer.parseInt(arguments[3]);
        var seconds = Duration.ofSeconds(Long.parseLong(arguments[4]));
        var warmUp = Duration.ofSeconds(Long.parseLong(arguments[5]));
        System.out.println(Machine.words());
        try (var site = Site.start(work, arguments[2])) {
            System.out.printf(
                    "%d looks a minute at the posture of %s, measured for %d s after %d s of warm-up%n",
                    monitors, site.software(), seconds.toSeconds(), warmUp.toSeconds());
            var idle = bill(home, work, site, 0, STANDING_BY, seconds);
            var busy = bill(home, work, site, monitors, warmUp, seconds);
            print(busy, share(idle.jvm().and(idle.postgres()), idle));
        }
    }

    private static Ours.Bill bill(Path home, Path work, Site site, int monitors, Duration warmUp, Duration seconds)
            throws Exception {
        try (var product = Product.start(home, work, Ours.postureSettings(site, monitors))) {
            return new Ours(product, site).measure(warmUp, seconds);
        }
    }

    private static void print(Ours.Bill bill, double standingBy) throws IOException {
        System.out.printf("%n%-14s %10s %16s %14s %10s%n", "", "CPU s", "CPU ms per look", "% of a core", "RSS MiB");
        row("JVM", bill.jvm(), bill);
        row("PostgreSQL", bill.postgres(), bill);
        row("together", bill.jvm().and(bill.postgres()), bill);
        row("(the target)", bill.site(), bill);
        System.out.printf(
                "%nlooking     %.1f %% of a core, beside %.1f %% that the product takes which looks at nothing%n",
                share(bill.jvm().and(bill.postgres()), bill) - standingBy, standingBy);
        bill.printLooks();
    }

    private static double share(Usage usage, Ours.Bill bill) {
        return 100 * usage.cpuSeconds() * 1_000 / bill.time().toMillis();
    }

    private static void row(String name, Usage usage, Ours.Bill bill) {
        System.out.printf(
                "%-14s %10.2f %16.2f %14.1f %10.0f%n",
                name,
                usage.cpuSeconds(),
                bill.milliseconds(usage),
                share(usage, bill),
                usage.rss() / MEBI);
    }
}
