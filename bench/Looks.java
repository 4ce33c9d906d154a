import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/// Measures what a look costs, and prints the bill.
///
/// Arguments: home of the product, folder to work in, password of the target's key store, monitors, seconds, seconds
/// of warm-up, seconds of an interval. `looks` beside this file gives them.
final class Looks {
    private static final double MEBI = 1 << 20;

    private Looks() {}

    static void main(String[] arguments) throws Exception {
        var home = Path.of(arguments[0]);
        var work = Path.of(arguments[1]);
        var monitors = Integer.parseInt(arguments[3]);
        var seconds = Duration.ofSeconds(Long.parseLong(arguments[4]));
        var warmUp = Duration.ofSeconds(Long.parseLong(arguments[5]));
        var every = Integer.parseInt(arguments[6]);
        System.out.println(Machine.words());
        try (var site = Site.start(work, arguments[2]);
                var product = Product.start(home, work, Ours.settings(site, work, monitors, every))) {
            System.out.printf(
                    "%d HTTPS monitors of %s every %d s, measured for %d s after %d s of warm-up%n",
                    monitors, site.software(), every, seconds.toSeconds(), warmUp.toSeconds());
            print(new Ours(product, site).measure(warmUp, seconds));
        }
    }

    private static void print(Ours.Bill bill) throws IOException {
        System.out.printf("%n%-14s %10s %16s %10s %10s%n", "", "CPU s", "CPU ms per look", "RSS MiB", "PSS MiB");
        row("JVM", bill.jvm(), bill);
        row("PostgreSQL", bill.postgres(), bill);
        row("together", bill.jvm().and(bill.postgres()), bill);
        row("(the target)", bill.site(), bill);
        bill.printLooks();
    }

    private static void row(String name, Usage usage, Ours.Bill bill) {
        System.out.printf(
                "%-14s %10.2f %16.2f %10.0f %10.0f%n",
                name, usage.cpuSeconds(), bill.milliseconds(usage), usage.rss() / MEBI, usage.pss() / MEBI);
    }
}
