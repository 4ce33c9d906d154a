import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.tocsin.config.Secret;
import dev.tocsin.db.Database;
import dev.tocsin.db.EmbeddedPostgres;
import dev.tocsin.db.Migrations;
import dev.tocsin.incidents.delivery.Outbox;
import dev.tocsin.monitor.Standings;
import dev.tocsin.monitor.availability.Watches;
import dev.tocsin.statuspage.Announcer;
import dev.tocsin.statuspage.Board;
import dev.tocsin.statuspage.ComponentSettings;
import dev.tocsin.statuspage.Components;
import dev.tocsin.statuspage.Impact;
import dev.tocsin.statuspage.IndicatorRule;
import dev.tocsin.statuspage.Phase;
import dev.tocsin.statuspage.PublicId;
import dev.tocsin.statuspage.PublicIncidents;
import dev.tocsin.statuspage.Publish;
import dev.tocsin.statuspage.Readings;
import dev.tocsin.statuspage.Saying;
import dev.tocsin.statuspage.StatusBoard;
import dev.tocsin.statuspage.StatusPageSettings;
import dev.tocsin.statuspage.When;
import dev.tocsin.statuspage.Words;
import dev.tocsin.statuspage.subscribers.FanOut;
import dev.tocsin.statuspage.subscribers.Tokens;
import dev.tocsin.statuspage.web.StatusPages;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.slf4j.LoggerFactory;

/// Measures how long it takes to make the page anew when something changed, what the first reader of each document then
/// waits for, and how long it takes to take one update to every subscriber, on a PostgreSQL of its own. The incidents lie
/// evenly in the 90 days that the page shows.
///
/// Arguments: home of the product, folder to work in, components, incidents, subscribers. `page-making` beside
/// this file gives them.
final class PageMaking {
    private static final int CHANGES = 60;
    private static final int WARM_UP = 20;

    /// The product makes the page anew every five seconds, changed or not.
    private static final int REFRESHES = 25 * 60 / 5;

    private static final int INTERVALS = 40;
    private static final Duration DAYS = Duration.ofDays(89);

    private final Database database;
    private final InstantSource clock = InstantSource.system();
    private final StatusPageSettings settings;
    private final FanOut fanOut;
    private final PublicIncidents incidents;
    private Instant telling = Instant.now();
    private long reading;

    private PageMaking(Database database, int components) {
        this.database = database;
        settings = new StatusPageSettings(
                "Example",
                URI.create("https://status.example.com"),
                ZoneOffset.UTC,
                IndicatorRule.HONEST,
                IntStream.range(0, components)
                        .mapToObj(n -> new ComponentSettings(
                                "System " + n,
                                Optional.of("Group " + n / 8),
                                "What it is for",
                                List.of("monitor-" + n),
                                Publish.DRAFT))
                        .toList());
        fanOut = new FanOut(database, clock, new Outbox(), () -> settings, new Tokens(new Secret("key")));
        incidents = new PublicIncidents(database, new Announcer(new Random(1), List.of(fanOut)), () -> telling);
    }

    static void main(String[] arguments) throws IOException {
        var work = Path.of(arguments[1]);
        var components = Integer.parseInt(arguments[2]);
        var many = Integer.parseInt(arguments[3]);
        System.out.println(Machine.words());
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        try (var postgres = EmbeddedPostgres.start(work.resolve("data"))) {
            Migrations.migrate(postgres.settings());
            try (var database = Database.open(postgres.settings())) {
                var bench = new PageMaking(database, components);
                new Components(database, bench.clock, new Random(2)).sync(bench.settings.components());
                bench.watch(components);
                var last = bench.tell(many);
                System.out.printf("%d components, %d incidents%n", components, many);
                bench.remake(last);
                bench.takeRound(last, Integer.parseInt(arguments[4]));
            }
        }
        System.exit(0);
    }

    /// A monitor for each component, with a past.
    private void watch(int components) {
        var now = clock.instant();
        database.run(handle -> {
            handle.createUpdate("""
                            insert into monitor (name, shard, every_ms, phase_ms, next_due_at, created_at, verdict,
                                                 verdict_since, answering_since, prompt_since, last_looked_at)
                            select 'monitor-' || n, 0, 30000, 0, :now, :began, 'UP', :began, :began, :began, :now
                              from generate_series(0, :last) n
                            """)
                    .bind("now", now)
                    .bind("began", now.minusSeconds(86_400L * 120))
                    .bind("last", components - 1)
                    .execute();
            handle.createUpdate("""
                            insert into verdict_interval (monitor_id, began_at, ended_at, verdict)
                            select id, began, case when n < :last then began + interval '2 days' end,
                                   case when n % 3 = 1 then 'DOWN' else 'UP' end
                              from monitor, generate_series(1, :last) n,
                                   lateral (select :now - interval '2 days' * (:last - n + 1) as began) at
                            """)
                    .bind("now", now)
                    .bind("last", INTERVALS)
                    .execute();
        });
    }

    private PublicId tell(int many) {
        var shop = new Components(database, clock, new Random(3)).find("System 0").orElseThrow().id();
        var last = Optional.<PublicId>empty();
        var now = clock.instant();
        for (var n = 0; n < many; n++) {
            telling = now.minus(DAYS.multipliedBy(many - 1 - n).dividedBy(many));
            var words = new Words(
                    Phase.INVESTIGATING, "We look into it.", Optional.of(Impact.MINOR), Set.of(shop),
                    Optional.empty(), false);
            last = Optional.of(written(incidents.open(
                    new PublicIncidents.Opening("Trouble " + n, Optional.empty(), words),
                    new When.Now(),
                    "bench")));
            if (n < many - 1) {
                say(last.get(), Phase.RESOLVED, "It is over.");
            }
        }
        fanOut.runDue();
        return last.orElseThrow();
    }

    private void remake(PublicId incident) {
        var board = new StatusBoard(
                database, () -> settings, new Readings(new Standings()::states, new Watches()::read), clock);
        var pages = new StatusPages(
                () -> {
                    var began = System.nanoTime();
                    var read = board.read();
                    reading = System.nanoTime() - began;
                    return read;
                },
                Board.blank(settings, Instant.EPOCH),
                clock);
        change(pages, incident, "after the start");
        for (var n = 0; n < REFRESHES; n++) {
            pages.refresh();
        }
        change(pages, incident, "after 25 minutes");
        fanOut.runDue();
        var paths = List.copyOf(pages.current().paths());
        System.out.printf("%d documents%n", paths.size());
        var writes = new double[paths.size()];
        for (var n = 0; n < writes.length; n++) {
            var began = System.nanoTime();
            pages.current().bytes(paths.get(n)).orElseThrow();
            writes[n] = (System.nanoTime() - began) / 1e6;
        }
        tell("first reading one", writes, "");
    }

    private void change(StatusPages pages, PublicId incident, String when) {
        var reads = new double[CHANGES];
        var makes = new double[CHANGES];
        for (var n = -WARM_UP; n < CHANGES; n++) {
            telling = clock.instant();
            say(incident, n % 2 == 0 ? Phase.IDENTIFIED : Phase.MONITORING, "News " + n);
            var began = System.nanoTime();
            pages.refresh();
            if (n >= 0) {
                reads[n] = reading / 1e6;
                makes[n] = (System.nanoTime() - began - reading) / 1e6;
            }
        }
        tell("reading the database " + when, reads, "");
        tell("making the page " + when, makes, " (aim 20)");
    }

    private void takeRound(PublicId incident, int subscribers) {
        database.run(handle -> handle.createUpdate("""
                        insert into subscriber (channel, address, components, maintenance_only, least_impact, language,
                                                confirmed_at)
                        select 'email', 'reader' || n || '@example.com', '{}', false, 'none', 'en', :now
                          from generate_series(1, :many) n
                        """)
                .bind("now", clock.instant())
                .bind("many", subscribers)
                .execute());
        telling = clock.instant();
        say(incident, Phase.RESOLVED, "It is over.");
        var began = System.nanoTime();
        fanOut.runDue();
        var seconds = (System.nanoTime() - began) / 1e9;
        var written = database.transact(handle -> handle.createQuery(
                        "select count(distinct recipient) || ' of ' || count(*) from delivery where medium = 'email'")
                .mapTo(String.class)
                .one());
        System.out.printf(
                "%,d subscribers: %s mails to different readers written in %.1f s, %,.0f a second%n",
                subscribers, written, seconds, subscribers / seconds);
    }

    private void say(PublicId incident, Phase phase, String body) {
        written(incidents.say(incident, Words.of(phase, body), new When.Now(), "bench"));
    }

    private static PublicId written(Saying saying) {
        if (saying instanceof Saying.Done(var done)) {
            return done.incident();
        }
        throw new IllegalStateException(saying.toString());
    }

    private static void tell(String what, double[] times, String aim) {
        Arrays.sort(times);
        System.out.printf(
                "%s: p50 %.1f ms, p99 %.1f ms%s%n",
                what, times[times.length / 2], times[times.length * 99 / 100], aim);
    }
}
