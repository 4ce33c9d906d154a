package dev.tocsin.app.commands;

import dev.tocsin.app.edge.AccessToken;
import dev.tocsin.app.edge.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Tokens by which programs reach the API.
@Command(name = "token", description = "Makes, lists and revokes the tokens by which programs reach the API.")
final class TokenCommand implements Runnable {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private final House house;
    private final InstantSource clock;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    TokenCommand(House house, InstantSource clock) {
        this.house = house;
        this.clock = clock;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: token create, token list or token revoke");
    }

    @Command(
            name = "create",
            description = {
                "Makes a token and prints it, alone, on stdout. It is shown this once: only a hash of it is kept.",
                "",
                "Scopes: events:write, monitors:read, monitors:write, incidents:read, incidents:write, schedules:read, schedules:write, status:read, status:write, disclosures:read, disclosures:write, audit:read, agents, admin."
            })
    int create(
            @Parameters(paramLabel = "NAME", description = "What it is for; each name is given once.") String name,
            @Option(
                            names = "--scope",
                            required = true,
                            split = ",",
                            paramLabel = "SCOPE",
                            description = "What it may do, one or several with commas between.")
                    List<String> words,
            @Option(
                            names = "--expires",
                            paramLabel = "DURATION",
                            converter = DurationText.class,
                            description = "How long it is good, 90d for instance. Without it, until it is revoked.")
                    @Nullable
                    Duration life,
            @Mixin PlaceOptions place) {
        if (!NAME.matcher(name).matches()) {
            throw new Refusal(
                    Exit.USAGE,
                    "\"" + name + "\" is no name for a token, use letters, digits, dots and dashes, 64 at most");
        }
        var scopes = EnumSet.noneOf(Scope.class);
        for (var word : words) {
            scopes.add(Scope.of(word)
                    .orElseThrow(() ->
                            new Refusal(Exit.USAGE, "\"" + word + "\" is no scope; the scopes are " + Scope.words())));
        }
        var token = house.withTokens(place.place(), tokens -> tokens.create(name, scopes, Optional.ofNullable(life)));
        spec.commandLine()
                .getOut()
                .println(token.orElseThrow(() -> new Refusal(
                                Exit.NO, "there is or was a token \"" + name + "\" already; choose another name"))
                        .reveal());
        return Exit.FINE;
    }

    @Command(
            name = "list",
            description = "Lists all tokens ever made: what they may do, when they end, when they were used last.")
    int list(@Mixin PlaceOptions place) {
        var now = clock.instant();
        var out = spec.commandLine().getOut();
        var tokens = house.withTokens(place.place(), all -> all.list());
        if (tokens.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println("There are no tokens yet; make one with: tocsin token create NAME --scope SCOPE");
            return Exit.FINE;
        }
        var width =
                tokens.stream().mapToInt(token -> token.name().length()).max().orElse(0);
        tokens.forEach(token -> out.println(line(token, width, now)));
        return Exit.FINE;
    }

    @Command(name = "revoke", description = "Ends a token at once.")
    int revoke(
            @Parameters(paramLabel = "NAME", description = "The token's name.") String name,
            @Mixin PlaceOptions place) {
        if (!house.withTokens(place.place(), tokens -> tokens.revoke(name))) {
            throw new Refusal(Exit.NO, "no valid token is called \"" + name + "\"; see tocsin token list");
        }
        return Exit.FINE;
    }

    private static String line(AccessToken token, int width, Instant now) {
        var scopes = token.scopes().stream().sorted().map(Scope::word).collect(Collectors.joining(","));
        return "%s  %s  %s  %s"
                .formatted(
                        token.name() + " ".repeat(width - token.name().length()),
                        ending(token, now),
                        token.lastUsedAt().map(at -> "used " + minute(at)).orElse("never used"),
                        scopes);
    }

    private static String ending(AccessToken token, Instant now) {
        if (token.revokedAt().isPresent()) {
            return "revoked " + minute(token.revokedAt().get());
        }
        return token.expiresAt()
                .map(at -> (at.isAfter(now) ? "until " : "expired ") + minute(at))
                .orElse("until revoked");
    }

    private static String minute(Instant at) {
        return at.truncatedTo(ChronoUnit.MINUTES).toString().replace(":00Z", "Z");
    }
}
