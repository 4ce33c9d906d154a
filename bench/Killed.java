import dev.tocsin.db.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Kills the product while it pages many people, starts it again, and counts what the provider got: how many people
/// got nothing, and how many got it twice.
///
/// Arguments: home of the product, folder to work in, people, how often, seed of the moments.
final class Killed {
    private static final int PER_SECOND = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final Duration QUIET = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(100);

    private Killed() {}

    /// What became of the pages of one round.
    private record Tally(int people, long got, long twice, long marked) {}

    static void main(String[] arguments) throws Exception {
        var home = Path.of(arguments[0]);
        var work = Path.of(arguments[1]);
        var people = Integer.parseInt(arguments[2]);
        var rounds = Integer.parseInt(arguments[3]);
        var seed = Long.parseLong(arguments[4]);
        System.out.println(Machine.words());
        System.out.printf("one incident pages %d people at %d a second; seed %d%n%n", people, PER_SECOND, seed);
        var random = new Random(seed);
        long lost = 0;
        long twice = 0;
        for (var round = 1; round <= rounds; round++) {
            var after = Duration.ofMillis(random.nextInt(people * 1_000 / PER_SECOND));
            var tally = round(home, work, people, after);
            lost += tally.people() - tally.got();
            twice += tally.twice();
            System.out.printf(
                    "round %2d  killed %5.2f s after the first page: %d of %d people got it, %d of them twice (%d say so)%n",
                    round, after.toMillis() / 1e3, tally.got(), tally.people(), tally.twice(), tally.marked());
        }
        System.out.printf("%nlost %d, twice %d, of %d pages%n", lost, twice, (long) rounds * people);
        System.exit(lost == 0 ? 0 : 1);
    }

    private static Tally round(Path home, Path work, int people, Duration after) throws Exception {
        clear(work.resolve("data"));
        try (var texts = new Texts()) {
            var settings = settings(texts, people);
            var product = Product.start(home, work, settings);
            try (var events = Events.to(product, home)) {
                events.trigger("killed");
                await(() -> !texts.all().isEmpty());
                Thread.sleep(after);
            } finally {
                product.process().destroyForcibly().waitFor();
                product.close();
            }
            try (var again = Product.start(home, work, settings)) {
                await(() -> unsettled(again) == 0);
                // What came by an attempt that nobody knows of is there by now.
                texts.all();
                Thread.sleep(QUIET);
                return tally(texts, people);
            }
        }
    }

    private static Tally tally(Texts texts, int people) {
        var all = texts.all();
        var byNumber = all.stream().collect(Collectors.groupingBy(text -> text.to(), Collectors.counting()));
        return new Tally(
                people,
                byNumber.size(),
                byNumber.values().stream().filter(count -> count > 1).count(),
                all.stream().filter(text -> text.body().contains("(again)")).count());
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        for (var end = System.nanoTime() + PATIENCE.toNanos(); !condition.holds(); Thread.sleep(POLL)) {
            if (System.nanoTime() > end) {
                throw new IOException("nothing more happened within %d s".formatted(PATIENCE.toSeconds()));
            }
        }
    }

    private static long unsettled(Product product) throws SQLException {
        var settings = EmbeddedPostgres.running(product.data()).orElseThrow();
        try (var connection = DriverManager.getConnection(
                        settings.url(), settings.user(), settings.password().reveal());
                var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select (select count(*) from delivery where state in ('pending', 'sending'))
                             + (select count(*) from incident where escalate_at < clock_timestamp())
                        """)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void clear(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static String settings(Texts texts, int people) {
        var names = IntStream.rangeClosed(1, people).boxed().toList();
        return names.stream()
                        .map("  - { name: p%1$d, phone: \"+1500556%1$04d\", verified: true, rules: { critical: [sms 0m] } }\n"
                                ::formatted)
                        .collect(Collectors.joining("", "responders:\n", ""))
                + names.stream()
                        .map("responder p%d"::formatted)
                        .collect(Collectors.joining(
                                ", ",
                                "policies:\n  - { name: default, repeat: 0, steps: [ { notify: [",
                                "], wait: 1d } ], catchAll: [responder p1] }\n"))
                + texts.channel(PER_SECOND);
    }
}
