package dev.tocsin.app.commands;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.posture.PosturePolicy;
import dev.tocsin.monitor.posture.PostureSources;
import dev.tocsin.monitor.posture.PostureVerdict;
import dev.tocsin.monitor.posture.Profile;
import dev.tocsin.monitor.posture.live.Hearsay;
import dev.tocsin.monitor.posture.live.PostureJson;
import dev.tocsin.monitor.posture.live.PostureProbe;
import dev.tocsin.monitor.posture.live.PostureSight;
import dev.tocsin.monitor.posture.live.PostureTarget;
import dev.tocsin.monitor.posture.name.WebUrl;
import dev.tocsin.monitor.probe.Gear;
import dev.tocsin.monitor.probe.dns.ResolverLookup;
import dev.tocsin.monitor.probe.posture.AskedOthers;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "posture",
        description = {
            "Looks at certificates, TLS, HSTS, redirects, cookies and headers of a site, and grades them.",
            "",
            "Exits with 1 when a check fails, and with 2 when the name does not resolve here."
        })
final class PostureCommand implements Callable<Integer> {
    private static final Duration NAMESERVER = Duration.ofSeconds(3);

    private final InstantSource clock;
    private final Terminal terminal;

    @Parameters(paramLabel = "URL", description = "The site; without a scheme, https is meant.")
    private String url = "";

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(names = "--all", description = "Show the checks that passed as well.")
    private boolean all;

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            defaultValue = "basic",
            description = "What the site is to be measured by: none, basic, strict or preload. basic without it.")
    private String profile = "basic";

    @Option(
            names = "--connect-to",
            paramLabel = "HOST:PORT",
            description = "Dial there, and keep the URL's name in TLS and in the request.")
    private @Nullable String connectTo;

    @Option(names = "--ca", paramLabel = "FILE", description = "Trust the certificates in this PEM file alone.")
    private @Nullable Path trust;

    @Option(names = "--at", paramLabel = "INSTANT", description = "Judge as of then, such as 2026-03-01T12:00:00Z.")
    private @Nullable String at;

    @Option(names = "--crl", paramLabel = "FILE", description = "A list of revoked certificates. May be repeated.")
    private List<Path> lists = List.of();

    @Option(
            names = "--fetch-issuers",
            description = {
                "Fetch certificates that the site does not send from where its certificate says,",
                "to tell a chain with a gap from one that nobody trusts."
            })
    private boolean fetchIssuers;

    @Option(
            names = "--preload-list",
            paramLabel = "FILE",
            description = "Chromium's transport_security_state_static.json, to tell what is preloaded.")
    private @Nullable Path preloadList;

    @Option(
            names = "--renewals",
            paramLabel = "URL",
            description = "Ask the authority behind this ACME directory when it wants the certificate renewed.")
    private @Nullable String renewals;

    @Option(
            names = "--preload-status",
            paramLabel = "URL",
            arity = "0..1",
            fallbackValue = "https://hstspreload.org/",
            description = "Ask hstspreload.org what is preloaded, or another such site.")
    private @Nullable String preloadStatus;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = DurationText.class,
            defaultValue = "10s",
            description = "How long each connection may take, 100ms to 1m. 10s without it.")
    private Duration timeout = Duration.ofSeconds(10);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    PostureCommand(InstantSource clock, Terminal terminal) {
        this.clock = clock;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws JsonProcessingException {
        var now = moment();
        var sight = new PostureProbe(ResolverLookup.ofThisMachine(NAMESERVER)).look(target(now), now);
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(new ObjectMapper().writeValueAsString(PostureJson.of(sight)));
        } else {
            out.print(new PostureText(terminal, all).text(sight));
        }
        out.flush();
        return exit(sight);
    }

    private static int exit(PostureSight sight) {
        if (sight.blind()) {
            return Exit.COULD_NOT_TELL;
        }
        var fails = sight.findings().stream().anyMatch(finding -> finding.verdict() == PostureVerdict.FAIL);
        return fails ? Exit.NO : Exit.FINE;
    }

    private PostureTarget target(Instant now) {
        var place = WebUrl.parse(url.contains("://") ? url : "https://" + url)
                .orElseThrow(() -> new Refusal(
                        Exit.USAGE, "\"" + url + "\" is no URL of a site, name one such as https://example.com/"));
        var measure = Profile.of(profile)
                .orElseThrow(() -> new Refusal(
                        Exit.USAGE, "--profile " + profile + " is unknown, choose none, basic, strict or preload"));
        if (timeout.compareTo(Duration.ofMillis(100)) < 0 || timeout.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new Refusal(Exit.USAGE, "--timeout " + timeout.toMillis() + "ms is out of range, choose 100ms to 1m");
        }
        return new PostureTarget(
                place,
                Optional.ofNullable(connectTo).map(PostureCommand::place),
                PosturePolicy.of(measure),
                PostureFiles.anchors(Optional.ofNullable(trust)),
                PostureFiles.lists(lists),
                Optional.ofNullable(preloadList).map(PostureFiles::preloadList),
                fetchIssuers,
                timeout,
                Set.of(),
                hearsay(now));
    }

    private Hearsay hearsay(Instant now) {
        var sources = new PostureSources(
                fetchIssuers,
                Optional.empty(),
                Optional.ofNullable(renewals).map(text -> site("--renewals", text)),
                Optional.ofNullable(preloadStatus).map(text -> site("--preload-status", text)));
        return new AskedOthers(Gear::ofSystem, sources, now, timeout);
    }

    private static URI site(String option, String text) {
        if (!text.matches("https?://[^\\s/]+.*")) {
            throw new Refusal(Exit.USAGE, option + " " + text + " is no URL, write one such as https://ca.example/");
        }
        try {
            return URI.create(text);
        } catch (IllegalArgumentException odd) {
            throw new Refusal(Exit.USAGE, option + " " + text + " is no URL, write one such as https://ca.example/");
        }
    }

    private static Probe.HostAndPort place(String text) {
        try {
            return Probe.HostAndPort.parse(text);
        } catch (IllegalArgumentException odd) {
            throw new Refusal(Exit.USAGE, "--connect-to: " + odd.getMessage());
        }
    }

    private Instant moment() {
        try {
            return at == null ? clock.instant() : Instant.parse(at);
        } catch (DateTimeException odd) {
            throw new Refusal(Exit.USAGE, "--at " + at + " is no instant, write one such as 2026-03-01T12:00:00Z");
        }
    }
}
