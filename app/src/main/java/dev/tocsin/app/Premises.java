package dev.tocsin.app;

import dev.tocsin.app.agent.Agent;
import dev.tocsin.app.agent.AgentSettings;
import dev.tocsin.app.agent.JoinRefused;
import dev.tocsin.app.commands.Exit;
import dev.tocsin.app.commands.House;
import dev.tocsin.app.commands.Refusal;
import dev.tocsin.app.demo.Demo;
import dev.tocsin.app.edge.Tokens;
import dev.tocsin.app.http.PortUnavailable;
import dev.tocsin.config.Problem;
import dev.tocsin.config.Secret;
import dev.tocsin.db.Database;
import dev.tocsin.db.DatabaseSettings;
import dev.tocsin.db.DatabaseUnavailable;
import dev.tocsin.db.EmbeddedPostgres;
import dev.tocsin.db.Migrations;
import dev.tocsin.incidents.disclosure.SecuritySettings;
import dev.tocsin.incidents.ledger.Erasures;
import dev.tocsin.incidents.ledger.Ledger;
import dev.tocsin.incidents.ledger.LedgerState;
import dev.tocsin.incidents.oncall.OnCallSchedule;
import dev.tocsin.monitor.Monitor;
import dev.tocsin.monitor.guard.AddressRule;
import dev.tocsin.monitor.guard.Guard;
import dev.tocsin.monitor.heartbeat.CallAddresses;
import dev.tocsin.monitor.kinds.ProbeKinds;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What the commands do, on the product as it is wired. Every fault that a person can mend ends in one line.
final class Premises implements House {
    private final Map<String, String> environment;
    private final InstantSource clock;
    private final PrintStream out;

    Premises(Map<String, String> environment, InstantSource clock, PrintStream out) {
        this.environment = environment;
        this.clock = clock;
        this.out = out;
    }

    @Override
    public int serve(Place place) {
        var settings = settings(place);
        var tocsin = refusing(() -> Wiring.start(settings, () -> read(place), clock, out));
        Runtime.getRuntime().addShutdownHook(new Thread(tocsin::close, "stop"));
        HangUp.on(tocsin::reload);
        out.printf(
                "Tocsin is up: http://%s:%d/ (metrics and health on %s:%d)%n",
                shown(settings.http().bind()), tocsin.port(), settings.http().adminBind(), tocsin.adminPort());
        if (!tocsin.watches()) {
            out.println("Nothing is watched yet. Write tocsin.yml with");
            out.println("  monitors:");
            out.println("    - { name: shop, http: \"https://shop.example.com/\" }");
            out.println("and start again, or send SIGHUP.");
        }
        return untilStopped();
    }

    @Override
    public int agent(AgentSettings settings) {
        try {
            var agent = Agent.of(settings, ProbeKinds.probers(clock, Guard.by(() -> AddressRule.INTERNET)), clock);
            Runtime.getRuntime().addShutdownHook(new Thread(agent::close, "stop"));
            agent.run();
            return Exit.FINE;
        } catch (IOException | JoinRefused fault) {
            throw new Refusal(Exit.NO, String.valueOf(fault.getMessage()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Exit.FINE;
        }
    }

    @Override
    public int check(List<Path> files) {
        var problems = 0;
        for (var file : files) {
            var review = Settings.review(file, environment, clock.instant());
            review.problems().forEach(out::println);
            review.warnings().forEach(warning -> out.println("warning: " + warning));
            problems += review.problems().size();
        }
        return problems == 0 ? Exit.FINE : Exit.NO;
    }

    @Override
    public int demo(int size) {
        try {
            var folder = Files.createTempDirectory("tocsin-demo-");
            var demo = refusing(() -> Demo.start(folder, size, clock, out, this::startOn));
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(
                            () -> {
                                demo.close();
                                Demo.remove(folder);
                            },
                            "stop"));
        } catch (IOException fault) {
            throw new Refusal(Exit.COULD_NOT_TELL, "the demo needs a temporary folder: " + fault.getMessage());
        }
        return untilStopped();
    }

    private Tocsin startOn(Path file, Path data) {
        Supplier<Settings.Reading> reading = () -> Settings.read(Optional.of(file), environment);
        return Wiring.start(reading.get().settings().withData(data), reading, clock, out);
    }

    @Override
    public int migrate(Place place) {
        return withDatabase(place, settings -> {
            out.printf("%d migrations applied%n", Migrations.migrate(settings));
            return Exit.FINE;
        });
    }

    @Override
    public <T> T withTokens(Place place, Function<Tokens, T> work) {
        return withOpenDatabase(place, database -> work.apply(new Tokens(database, clock)));
    }

    @Override
    public LedgerState verifyLedger(Place place) {
        return withOpenDatabase(place, database -> new Ledger(database).verify());
    }

    @Override
    public Erasures.Erased erase(Place place, String name) {
        if (settings(place).paging().responders().containsKey(name)) {
            throw new Refusal(Exit.NO, "%s is a responder of the settings, take them out there first".formatted(name));
        }
        return withOpenDatabase(place, database -> new Erasures(database).erase(name));
    }

    @Override
    public Map<String, Optional<Secret>> heartbeats(Place place) {
        var settings = settings(place);
        return withOpenDatabase(
                place,
                database -> database.transact(
                        handle -> CallAddresses.list(handle, settings.monitors(), settings.url(), clock.instant())));
    }

    @Override
    public OnCallSchedule schedule(Path config, String name) {
        var schedules = settings(new Place(Optional.of(config), Optional.empty()))
                .paging()
                .schedules();
        var found = schedules.get(name);
        if (found == null) {
            throw new Refusal(
                    Exit.USAGE,
                    "there is no schedule \"%s\" in %s, write %s"
                            .formatted(
                                    name,
                                    config,
                                    schedules.isEmpty()
                                            ? "schedules: there first"
                                            : "one of " + String.join(", ", new TreeSet<>(schedules.keySet()))));
        }
        return found;
    }

    @Override
    public URI address(Place place) {
        var http = settings(place).http();
        if (http.port() == 0) {
            throw new Refusal(Exit.USAGE, "http.port is 0, so nobody knows where the server listens: write --url");
        }
        var host = shown(http.bind());
        return URI.create("http://%s:%d/".formatted(host.contains(":") ? "[" + host + "]" : host, http.port()));
    }

    @Override
    public Optional<SecuritySettings> security(Path config) {
        return settings(new Place(Optional.of(config), Optional.empty())).security();
    }

    @Override
    public Monitor monitor(Path config, String name) {
        return settings(new Place(Optional.of(config), Optional.empty())).monitors().stream()
                .filter(monitor -> monitor.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        Exit.USAGE, "there is no monitor \"" + name + "\" in " + config + ", write one that is there"));
    }

    /// The database of a running or a stopped product, open and with the tables of this version.
    private <T> T withOpenDatabase(Place place, Function<Database, T> work) {
        return withDatabase(place, settings -> {
            Migrations.migrate(settings);
            try (var database = Database.open(settings)) {
                return work.apply(database);
            }
        });
    }

    /// The database of a running or a stopped product: the server in the settings, the embedded one that runs now, or
    /// one that is started for as long as `work` takes.
    private <T> T withDatabase(Place place, Function<DatabaseSettings, T> work) {
        var settings = settings(place);
        return refusing(() -> {
            var running = settings.database().or(() -> EmbeddedPostgres.running(settings.data()));
            if (running.isPresent()) {
                return work.apply(running.get());
            }
            try (var started = EmbeddedPostgres.start(settings.data())) {
                return work.apply(started.settings());
            }
        });
    }

    private Settings settings(Place place) {
        var reading = read(place);
        if (!reading.problems().isEmpty()) {
            throw new Refusal(
                    Exit.NO,
                    reading.problems().stream()
                            .map(Problem::toString)
                            .collect(Collectors.joining(System.lineSeparator())));
        }
        return reading.settings();
    }

    private Settings.Reading read(Place place) {
        var reading = Settings.read(place.config().or(Settings::usualFile), environment);
        return place.data()
                .map(data -> new Settings.Reading(reading.settings().withData(data), reading.problems()))
                .orElse(reading);
    }

    private static <T> T refusing(Supplier<T> work) {
        try {
            return work.get();
        } catch (DatabaseUnavailable | PortUnavailable fault) {
            throw new Refusal(Exit.NO, String.valueOf(fault.getMessage()));
        }
    }

    private static String shown(String bind) {
        return bind.equals("0.0.0.0") ? "localhost" : bind;
    }

    private static int untilStopped() {
        try {
            Thread.currentThread().join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return Exit.FINE;
    }
}
