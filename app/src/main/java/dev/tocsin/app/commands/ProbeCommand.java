package dev.tocsin.app.commands;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.monitor.HttpExpectation;
import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.ObservationJson;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.Probers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "probe",
        description = {
            "Looks once, now, and says what it saw: phases, verdict, evidence.",
            "",
            "Exits with 0 when the target is up, 1 when it is down, 2 when we could not tell by our own fault."
        })
final class ProbeCommand implements Callable<Integer> {
    private final House house;
    private final Probers probers;
    private final Terminal terminal;

    @Parameters(
            arity = "0..1",
            paramLabel = "TARGET",
            description = {
                "A URL; without a scheme, https is meant. Besides http and https: tcp://HOST:PORT, tls://HOST,",
                "smtp://HOST, smtps://HOST, imap://HOST, imaps://HOST (?tls=none: without), ws://HOST/, wss://HOST/,",
                "dns://NAME?type=MX, dns://SERVER/NAME, icmp://HOST, grpc://HOST:PORT/SERVICE (?tls=none: without),",
                "domain://NAME."
            })
    private @Nullable String target;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(names = "--config", paramLabel = "FILE", description = "The settings that define --monitor.")
    private @Nullable Path config;

    @Option(names = "--monitor", paramLabel = "NAME", description = "Look as this monitor of --config does.")
    private @Nullable String monitor;

    @Option(
            names = "--connect-to",
            paramLabel = "HOST:PORT",
            converter = HostAndPortText.class,
            description = "Dial there, and keep the URL's name in TLS and in the request.")
    private Probe.@Nullable HostAndPort connectTo;

    @Option(names = "--ca", paramLabel = "FILE", description = "Trust the certificates in this PEM file alone.")
    private @Nullable Path trust;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = DurationText.class,
            defaultValue = "10s",
            description = "The one deadline over all phases, 100ms to 1m. 10s without it.")
    private Duration timeout = Duration.ofSeconds(10);

    @Option(
            names = "--expect-status",
            split = ",",
            paramLabel = "STATUS",
            converter = StatusText.class,
            description = "Codes and ranges that are good. 200-299 without it.")
    private List<HttpExpectation.StatusRange> status = List.of();

    @Option(names = "--contains", paramLabel = "TEXT", description = "The answer must contain this. May be repeated.")
    private List<String> contains = List.of();

    @Option(
            names = "--matches",
            paramLabel = "REGEX",
            converter = PatternText.class,
            description = "Something in the answer must match this. May be repeated.")
    private List<Pattern> matches = List.of();

    @Option(
            names = "--within",
            paramLabel = "DURATION",
            converter = DurationText.class,
            description = "An answer that takes longer is a failure.")
    private @Nullable Duration within;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ProbeCommand(House house, Probers probers, Terminal terminal) {
        this.house = house;
        this.probers = probers;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws JsonProcessingException {
        var look = look();
        var seen = probers.look(look.probe(), look.timeout());
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(new ObjectMapper().writeValueAsString(ObservationJson.of(look.target(), seen)));
        } else {
            out.print(new ProbeReport(terminal).text(look.target(), seen));
        }
        out.flush();
        return switch (seen) {
            case Observation.Passed _ -> Exit.FINE;
            case Observation.Failed _ -> Exit.NO;
            case Observation.Inconclusive _ -> Exit.COULD_NOT_TELL;
        };
    }

    private record Look(String target, Probe probe, Duration timeout) {}

    private Look look() {
        if (monitor != null) {
            return configured(monitor);
        }
        if (config != null) {
            throw new Refusal(Exit.USAGE, "--config needs --monitor NAME, the monitor to look as");
        }
        if (target == null) {
            throw new Refusal(Exit.USAGE, "nothing to look at; name a URL, or --config FILE and --monitor NAME");
        }
        if (timeout.compareTo(Duration.ofMillis(100)) < 0 || timeout.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new Refusal(Exit.USAGE, "--timeout " + timeout.toMillis() + "ms is out of range, choose 100ms to 1m");
        }
        if (trust != null && !Files.isReadable(trust)) {
            throw new Refusal(Exit.USAGE, "--ca " + trust + " cannot be read, name a PEM file of certificates");
        }
        var probe = Targets.read(
                target,
                new Targets.Options(
                        status,
                        contains,
                        matches,
                        Optional.ofNullable(within),
                        Optional.ofNullable(connectTo),
                        Optional.ofNullable(trust)));
        return new Look(probe.target(), probe, timeout);
    }

    private Look configured(String name) {
        if (config == null || target != null) {
            throw new Refusal(Exit.USAGE, "--monitor " + name + " needs --config FILE, and no target beside it");
        }
        var defined = house.monitor(config, name);
        if (defined.probe() instanceof Probe.Heartbeat) {
            throw new Refusal(
                    Exit.COULD_NOT_TELL,
                    name + " looks at nothing, it waits to be called, and the server's database knows of its calls; "
                            + "ask GET /api/v1/monitors/" + name + "/heartbeats, or call it: tocsin heartbeat list");
        }
        return new Look(defined.probe().target(), defined.probe(), defined.timeout());
    }

    private static final class StatusText implements ITypeConverter<HttpExpectation.StatusRange> {
        @Override
        public HttpExpectation.StatusRange convert(String text) {
            try {
                return HttpExpectation.StatusRange.parse(text);
            } catch (IllegalArgumentException fault) {
                throw new TypeConversionException(fault.getMessage());
            }
        }
    }

    private static final class HostAndPortText implements ITypeConverter<Probe.HostAndPort> {
        @Override
        public Probe.HostAndPort convert(String text) {
            try {
                return Probe.HostAndPort.parse(text);
            } catch (IllegalArgumentException fault) {
                throw new TypeConversionException(fault.getMessage());
            }
        }
    }

    private static final class PatternText implements ITypeConverter<Pattern> {
        @Override
        public Pattern convert(String text) {
            try {
                return Pattern.compile(text);
            } catch (PatternSyntaxException fault) {
                throw new TypeConversionException("\"" + text + "\" is no regular expression (" + fault.getDescription()
                        + "), mind its brackets");
            }
        }
    }
}
