import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Watches one site with the product and with Prometheus and blackbox_exporter, one after the other and again, and
/// prints what a look costs each.
///
/// Arguments: home of the product, folder to work in, password of the target's key store, the peers' folder, rounds,
/// seconds, seconds of warm-up, and how many monitors, once or more. `peers` beside this file gives them.
final class Peers {
    private static final double MEBI = 1 << 20;
    private static final int EVERY_SECONDS = 10;

    private Peers() {}

    private record Pair(Ours.Bill ours, Theirs.Bill theirs) {

        private double ratio() {
            return cost(ours) / cost(theirs);
        }

        private boolean valid() {
            return ours.valid() && theirs.valid();
        }
    }

    static void main(String[] arguments) throws Exception {
        var home = Path.of(arguments[0]);
        var work = Path.of(arguments[1]);
        var peers = Path.of(arguments[3]);
        var rounds = Integer.parseInt(arguments[4]);
        var time = Duration.ofSeconds(Long.parseLong(arguments[5]));
        var warmUp = Duration.ofSeconds(Long.parseLong(arguments[6]));
        System.out.println(Machine.words());
        System.out.printf(
                "HTTPS monitors every %d s, each measured for %d s after %d s of warm-up%n",
                EVERY_SECONDS, time.toSeconds(), warmUp.toSeconds());
        for (var size : List.of(arguments).subList(7, arguments.length)) {
            var monitors = Integer.parseInt(size);
            var pairs = new ArrayList<Pair>();
            for (var round = 1; round <= rounds; round++) {
                var folder = Files.createDirectories(work.resolve(size + "-" + round));
                // As root the product may run its PostgreSQL as another user, who must be able to walk in.
                pairs.add(pair(home, work, folder, arguments[2], peers, monitors, warmUp, time));
            }
            print(monitors, pairs);
        }
    }

    private static Pair pair(
            Path home, Path work, Path folder, String password, Path peers, int monitors, Duration warmUp, Duration time)
            throws Exception {
        try (var site = Site.start(work, password)) {
            Ours.Bill ours;
            try (var product = Product.start(home, folder, Ours.settings(site, folder, monitors, EVERY_SECONDS))) {
                ours = new Ours(product, site).measure(warmUp, time);
            }
            try (var theirs = Theirs.start(peers, folder, site, monitors)) {
                return new Pair(ours, theirs.measure(warmUp, time));
            }
        }
    }

    private static double cost(Ours.Bill bill) {
        return bill.milliseconds(bill.jvm().and(bill.postgres()));
    }

    private static double cost(Theirs.Bill bill) {
        return bill.milliseconds(bill.prometheus().and(bill.exporter()));
    }

    private static void print(int monitors, List<Pair> pairs) throws IOException {
        System.out.printf("%n%d monitors%n", monitors);
        System.out.printf("%-36s %14s %10s %24s%n", "", "CPU ms a look", "RSS MiB", "");
        for (var pair : pairs) {
            var ours = pair.ours();
            row("ours: JVM", ours.milliseconds(ours.jvm()), ours.jvm(), "lateness p99 %.1f ms, longest %.1f ms"
                    .formatted(ours.lateness().p99(), ours.lateness().longest()));
            row("      PostgreSQL", ours.milliseconds(ours.postgres()), ours.postgres(), "");
            var theirs = pair.theirs();
            row("theirs: Prometheus", theirs.milliseconds(theirs.prometheus()), theirs.prometheus(),
                    "interval p99 %.1f ms off".formatted(theirs.spread()));
            row("        blackbox_exporter", theirs.milliseconds(theirs.exporter()), theirs.exporter(), "");
            System.out.printf(
                    "together: ours %.2f ms (%.0f looks), theirs %.2f ms (%.0f looks), ratio %.2f%s%n",
                    cost(ours), ours.looks(), cost(theirs), theirs.looks(), pair.ratio(),
                    pair.valid() ? "" : "   NOT VALID, looks failed");
        }
        var ratios = pairs.stream().map(Pair::ratio).sorted(Comparator.naturalOrder()).toList();
        System.out.printf(
                "ratio ours / theirs: median %.2f of %d (%.2f to %.2f), load average %s%n",
                ratios.get(ratios.size() / 2), ratios.size(), ratios.getFirst(), ratios.getLast(), Machine.load());
    }

    private static void row(String name, double milliseconds, Usage usage, String more) {
        System.out.printf("%-36s %14.2f %10.0f   %s%n", name, milliseconds, usage.rss() / MEBI, more);
    }
}
