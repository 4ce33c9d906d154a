package dev.tocsin.app.commands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.app.edge.Scope;
import dev.tocsin.config.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Proves that paging works, by a real page to real people.
@Command(
        name = "drill",
        description = {
            "Opens a drill on a running server, shows each step as it happens, and waits until somebody answers.",
            "",
            "Whoever is on call gets a real page that begins with DRILL. Customers hear nothing of it, and it counts in no response time. It is resolved when somebody has answered or nobody did in time.",
            "",
            "On the server's own machine it needs no token. From elsewhere: --url, and a token with the scope incidents:write in TOCSIN_TOKEN or by --token.",
            "",
            "Exit codes: 0 somebody answered, 1 nobody did, 2 could not tell, 64 wrong usage."
        })
final class DrillCommand implements Callable<Integer> {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofHours(24);

    /// An answer may come before the provider has told us that it took the page.
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);
    private static final int NAME_BITS = 64;

    private final House house;
    private final InstantSource clock;
    private final Map<String, String> environment;
    private final Terminal terminal;
    private final Pause pause;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private PlaceOptions place = new PlaceOptions();

    @Option(names = "--url", paramLabel = "URL", description = "The server. Without it, the one of the settings, here.")
    private @Nullable URI url;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "A token for --url. Others may see it in the list of processes: better is TOCSIN_TOKEN.")
    private @Nullable String token;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = DurationText.class,
            description = "How long to wait for an answer. Without it, 10m.")
    private Duration timeout = Duration.ofMinutes(10);

    @Option(
            names = "--severity",
            paramLabel = "SEVERITY",
            description = "critical, major or minor: by whose rules people are paged. Without it, critical.")
    private String severity = "critical";

    @Option(names = "--policy", paramLabel = "NAME", description = "Whom to page. Without it, default.")
    private String policy = "default";

    /// Waits a while between two looks at the server.
    @FunctionalInterface
    interface Pause {
        void last(Duration time) throws InterruptedException;
    }

    DrillCommand(House house, InstantSource clock, Map<String, String> environment, Terminal terminal) {
        this(house, clock, environment, terminal, Thread::sleep);
    }

    DrillCommand(House house, InstantSource clock, Map<String, String> environment, Terminal terminal, Pause pause) {
        this.house = house;
        this.clock = clock;
        this.environment = environment;
        this.terminal = terminal;
        this.pause = pause;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!timeout.isPositive() || timeout.compareTo(LONGEST) > 0) {
            throw misused("--timeout is longer than nothing and 24h at most");
        }
        if (url == null) {
            return onThisMachine();
        }
        if (url.getHost() == null || !Set.of("http", "https").contains(String.valueOf(url.getScheme()))) {
            throw misused("--url \"" + url + "\" is no address of a server, write https://status.example.com");
        }
        var presented = Optional.ofNullable(token).or(() -> Optional.ofNullable(environment.get("TOCSIN_TOKEN")));
        return run(
                url,
                new Secret(presented
                        .filter(one -> one.matches("[!-~]+"))
                        .orElseThrow(() -> misused("--url needs a token: set TOCSIN_TOKEN, made by"
                                + " tocsin token create NAME --scope incidents:write"))));
    }

    /// With a token for this drill alone, which ends with it.
    private int onThisMachine() throws InterruptedException {
        if (token != null) {
            throw misused("--token goes with --url; on the server's own machine none is needed");
        }
        var server = house.address(place.place());
        var name = "drill-" + new BigInteger(NAME_BITS, new SecureRandom()).toString(Character.MAX_RADIX);
        var life = timeout.plus(Duration.ofMinutes(5));
        var made = house.withTokens(
                place.place(), tokens -> tokens.create(name, Set.of(Scope.INCIDENTS_WRITE), Optional.of(life)));
        try {
            return run(server, made.orElseThrow());
        } finally {
            var _ = house.withTokens(place.place(), tokens -> tokens.revoke(name));
        }
    }

    private int run(URI server, Secret presented) throws InterruptedException {
        try (var client = new DrillClient(server, presented)) {
            JsonNode drill;
            try {
                drill = client.open(severity, policy);
            } catch (IOException fault) {
                throw away(server, fault);
            }
            return watch(client, server, drill);
        }
    }

    private int watch(DrillClient client, URI server, JsonNode opened) throws InterruptedException {
        var out = spec.commandLine().getOut();
        var text = new DrillText(terminal);
        var id = opened.path("id").asLong();
        var end = clock.instant().plus(timeout);
        say(out, text.opened(opened));
        var drill = opened;
        var told = 0;
        var answered = false;
        var trouble = Optional.<IOException>empty();
        while (true) {
            for (var line : text.steps(drill, told)) {
                say(out, line);
            }
            told = drill.path("timeline").size();
            if (!answered && DrillText.answeredBy(drill).isPresent()) {
                answered = true;
                end = clock.instant().plus(LAST_WORDS);
            }
            if ((answered && !DrillText.isUnderWay(drill)) || !clock.instant().isBefore(end)) {
                break;
            }
            pause.last(POLL);
            try {
                drill = client.show(id);
                trouble = Optional.empty();
            } catch (IOException fault) {
                trouble = Optional.of(fault);
            }
        }
        return end(client, server, text, drill, trouble);
    }

    /// Whatever came of it, nobody shall be paged for it any more.
    private int end(DrillClient client, URI server, DrillText text, JsonNode drill, Optional<IOException> trouble)
            throws InterruptedException {
        var out = spec.commandLine().getOut();
        var answered = DrillText.answeredBy(drill).isPresent();
        try {
            client.resolve(drill.path("id").asLong());
        } catch (IOException fault) {
            say(out, "It is still open: %s could not be asked to resolve it.".formatted(server));
        }
        if (!answered && trouble.isPresent()) {
            throw away(server, trouble.get());
        }
        say(out, answered ? text.proven(drill) : text.unproven(drill, timeout));
        return answered ? Exit.FINE : Exit.NO;
    }

    private static void say(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }

    private static Refusal away(URI server, IOException fault) {
        var reason =
                Optional.ofNullable(fault.getMessage()).orElse(fault.getClass().getSimpleName());
        return new Refusal(
                Exit.COULD_NOT_TELL, "%s does not answer (%s), is the server running there?".formatted(server, reason));
    }

    private ParameterException misused(String words) {
        return new ParameterException(spec.commandLine(), words);
    }
}
