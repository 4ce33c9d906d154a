package dev.tocsin.app.commands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.app.edge.Scope;
import dev.tocsin.config.Secret;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// How a command reaches a running server: on the server's own machine with a token made for this call alone, from
/// elsewhere with one that was made before.
final class ServerAccess {
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final int NAME_BITS = 64;

    @Mixin
    private PlaceOptions place = new PlaceOptions();

    @Option(names = "--url", paramLabel = "URL", description = "The server. Without it, the one of the settings, here.")
    private @Nullable URI url;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "A token for --url. Others may see it in the list of processes: better is TOCSIN_TOKEN.")
    private @Nullable String token;

    /// Something that is asked of the server.
    @FunctionalInterface
    interface Call {
        JsonNode on(ServerClient client) throws IOException, InterruptedException;
    }

    /// Makes `call` with a token that has `scopes`.
    JsonNode with(House house, Map<String, String> environment, CommandSpec spec, Set<Scope> scopes, Call call)
            throws InterruptedException {
        if (url != null) {
            return made(url, given(environment, spec, scopes), call);
        }
        if (token != null) {
            throw new ParameterException(
                    spec.commandLine(), "--token goes with --url; on the server's own machine none is needed");
        }
        var server = house.address(place.place());
        var name = "command-" + new BigInteger(NAME_BITS, new SecureRandom()).toString(Character.MAX_RADIX);
        var made = house.withTokens(place.place(), tokens -> tokens.create(name, scopes, Optional.of(LIFE)));
        try {
            return made(server, made.orElseThrow(), call);
        } finally {
            var _ = house.withTokens(place.place(), tokens -> tokens.revoke(name));
        }
    }

    private Secret given(Map<String, String> environment, CommandSpec spec, Set<Scope> scopes) {
        return new Secret(Optional.ofNullable(token)
                .or(() -> Optional.ofNullable(environment.get("TOCSIN_TOKEN")))
                .filter(one -> one.matches("[!-~]+"))
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "--url needs a token: set TOCSIN_TOKEN, made by tocsin token create NAME --scope "
                                + String.join(
                                        ",",
                                        scopes.stream()
                                                .map(Scope::word)
                                                .sorted()
                                                .toList()))));
    }

    private static JsonNode made(URI server, Secret presented, Call call) throws InterruptedException {
        try (var client = new ServerClient(server, presented, Exit.NO)) {
            return call.on(client);
        } catch (IOException fault) {
            throw new Refusal(
                    Exit.COULD_NOT_TELL,
                    "%s does not answer (%s), is the server running there?"
                            .formatted(
                                    server,
                                    Optional.ofNullable(fault.getMessage())
                                            .orElse(fault.getClass().getSimpleName())));
        }
    }
}
