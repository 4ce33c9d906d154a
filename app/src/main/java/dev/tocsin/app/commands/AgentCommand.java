package dev.tocsin.app.commands;

import dev.tocsin.app.agent.AgentSettings;
import dev.tocsin.config.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "agent",
        description = {
            "Looks from another place: takes its monitors from a server, looks at them, and posts what it saw.",
            "",
            "Needs no database and no settings. Make its token on the server with: tocsin token create NAME --scope agents",
            "SIGTERM and Ctrl-C stop it in order; what it could not post waits in its folder for the next start."
        })
final class AgentCommand implements Callable<Integer> {
    static final String TOKEN = "TOCSIN_AGENT_TOKEN";
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final String STATE = "STATE_DIRECTORY";
    private final House house;
    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--location",
            required = true,
            paramLabel = "NAME",
            description = "The place it looks from, as it stands under locations: in the server's settings.")
    private String location = "";

    @Option(
            names = "--join",
            required = true,
            paramLabel = "URL",
            description = "The server: https, or http on this machine.")
    private String join = "";

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "Its token. Everybody on this machine can see it here: better one of the next two.")
    private @Nullable String token;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "A file with the token, read again each time it is needed. Without it, " + TOKEN
                    + " of the environment.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "A PEM file with the only anchors to be trusted for the server.")
    private @Nullable Path ca;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "The folder for looks that wait for the server. Without it, systemd's state directory, or data/agent-NAME.")
    private @Nullable Path data;

    AgentCommand(House house, Map<String, String> environment) {
        this.house = house;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        try {
            return house.agent(new AgentSettings(
                    location,
                    url(),
                    token(),
                    Optional.ofNullable(ca),
                    Optional.ofNullable(data)
                            .or(() ->
                                    Optional.ofNullable(environment.get(STATE)).map(Path::of))
                            .orElse(Path.of("data", "agent-" + location)),
                    Version.number()));
        } catch (IllegalArgumentException wrong) {
            throw new Refusal(Exit.USAGE, "--location " + wrong.getMessage());
        }
    }

    private URI url() {
        try {
            return AgentSettings.joined(join);
        } catch (IllegalArgumentException wrong) {
            throw new Refusal(Exit.USAGE, "--join " + wrong.getMessage());
        }
    }

    private Supplier<Secret> token() {
        if (token != null && tokenFile != null) {
            throw new Refusal(Exit.USAGE, "--token and --token-file both say what the token is, keep one of them");
        }
        var file = tokenFile;
        try {
            if (file != null) {
                read(file);
                return () -> read(file);
            }
            var given = given();
            return () -> given;
        } catch (UncheckedIOException none) {
            throw new Refusal(Exit.USAGE, String.valueOf(none.getMessage()));
        }
    }

    private Secret given() {
        if (token != null) {
            var err = spec.commandLine().getErr();
            err.println(
                    "tocsin: everybody on this machine sees --token in the list of processes; --token-file hides it");
            err.flush();
            return secret(token, "--token");
        }
        return Optional.ofNullable(environment.get(TOKEN))
                .filter(text -> !text.isBlank())
                .map(text -> secret(text, TOKEN))
                .orElseThrow(() -> new Refusal(
                        Exit.USAGE,
                        "there is no token: name its file with --token-file, or set " + TOKEN
                                + "; make one on the server with: tocsin token create NAME --scope agents"));
    }

    private static Secret read(Path file) {
        try {
            return secret(Files.readString(file), "the file " + file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "the token file " + file + " cannot be read, name one with --token-file that holds the token",
                    unreadable);
        }
    }

    private static Secret secret(String text, String where) {
        var token = text.strip();
        if (!FORM.matcher(token).matches()) {
            throw new UncheckedIOException(
                    where + " holds no token, it needs what tocsin token create printed and nothing else",
                    new IOException("no token"));
        }
        return new Secret(token);
    }
}
