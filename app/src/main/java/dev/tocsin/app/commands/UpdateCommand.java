package dev.tocsin.app.commands;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.app.edge.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Tells customers, from a terminal.
@Command(
        name = "update",
        description = {
            "Tells customers on the status page: opens an incident, says more of it, corrects what was said.",
            "",
            "On the server's own machine it needs no token. From elsewhere: --url, and a token with the scopes status:read and status:write in TOCSIN_TOKEN or by --token.",
            "",
            "Exit codes: 0 done, 1 the server says no, 2 could not tell, 64 wrong usage."
        })
final class UpdateCommand implements Runnable {
    private static final Set<Scope> SCOPES = Set.of(Scope.STATUS_READ, Scope.STATUS_WRITE);
    private static final int LONGEST = 25_000;

    private final House house;
    private final Map<String, String> environment;
    private final InputStream in;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    UpdateCommand(House house, Map<String, String> environment) {
        this(house, environment, System.in);
    }

    UpdateCommand(House house, Map<String, String> environment, InputStream in) {
        this.house = house;
        this.environment = environment;
        this.in = in;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "write one of open, say, preview, publish, edit, drop, list");
    }

    /// What can be said beside the words.
    static final class Beside {
        @Option(
                names = "--impact",
                paramLabel = "IMPACT",
                description = "none, minor, major or critical: how bad it is from now on.")
        private @Nullable String impact;

        @Option(names = "--component", paramLabel = "NAME", description = "What it touches; may be given again.")
        private List<String> components = List.of();

        @Option(
                names = "--next-update",
                paramLabel = "DURATION",
                description = "Promise to speak again within this time: 30m. You are reminded before.")
        private @Nullable String nextUpdate;

        @Option(names = "--draft", description = "Do not publish it yet.")
        private boolean draft;

        @Option(
                names = "--publish-at",
                paramLabel = "INSTANT",
                description = "Publish it then, and show it nowhere before: 2026-12-24T08:00:00Z.")
        private @Nullable String publishAt;

        @Option(names = "--silent", description = "Tell no subscriber of it.")
        private boolean silent;

        @Option(
                names = "--author",
                paramLabel = "NAME",
                description = "The responder who answers for it, and is reminded of what is promised.")
        private @Nullable String author;

        void into(ObjectNode json) {
            Optional.ofNullable(impact).ifPresent(one -> json.put("impact", one));
            if (!components.isEmpty()) {
                var array = json.putArray("components");
                components.forEach(array::add);
            }
            Optional.ofNullable(nextUpdate).ifPresent(one -> json.put("nextUpdateIn", one));
            Optional.ofNullable(publishAt).ifPresent(one -> json.put("publishAt", one));
            Optional.ofNullable(author).ifPresent(one -> json.put("author", one));
            if (draft) {
                json.put("draft", true);
            }
            if (silent) {
                json.put("silent", true);
            }
        }
    }

    @Command(name = "open", description = "Opens an incident with its first update.")
    int open(
            @Mixin ServerAccess server,
            @Parameters(paramLabel = "TITLE", description = "What customers will call it.") String title,
            @Option(names = "--body", required = true, paramLabel = "TEXT", description = "What to say; - reads it.")
                    String body,
            @Option(names = "--status", paramLabel = "STATUS", defaultValue = "investigating") String status,
            @Mixin Beside beside)
            throws InterruptedException {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("title", title)
                .put("status", status)
                .put("body", text(body));
        beside.into(json);
        return said(call(server, client -> client.send("POST", "updates", json)));
    }

    @Command(name = "say", description = "Says more of an incident or a maintenance.")
    int say(
            @Mixin ServerAccess server,
            @Parameters(paramLabel = "ID", description = "The incident's, as in its address.") String incident,
            @Option(
                            names = "--status",
                            required = true,
                            paramLabel = "STATUS",
                            description = "investigating, identified, monitoring, resolved or postmortem.")
                    String status,
            @Option(names = "--body", required = true, paramLabel = "TEXT", description = "What to say; - reads it.")
                    String body,
            @Mixin Beside beside)
            throws InterruptedException {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("incident", incident)
                .put("status", status)
                .put("body", text(body));
        beside.into(json);
        return said(call(server, client -> client.send("POST", "updates", json)));
    }

    @Command(name = "preview", description = "Prints a link by which a draft can be read for an hour.")
    int preview(@Mixin ServerAccess server, @Parameters(paramLabel = "UPDATE") String update)
            throws InterruptedException {
        var made = call(
                server,
                client -> client.send(
                        "POST", "updates/" + id(update) + "/preview", JsonNodeFactory.instance.objectNode()));
        say(made.path("link").asText());
        return Exit.FINE;
    }

    @Command(name = "publish", description = "Publishes a draft, or what waits for its time.")
    int publish(@Mixin ServerAccess server, @Parameters(paramLabel = "UPDATE") String update)
            throws InterruptedException {
        return said(call(
                server,
                client -> client.send(
                        "POST", "updates/" + id(update) + "/publish", JsonNodeFactory.instance.objectNode())));
    }

    @Command(name = "edit", description = "Gives an update another text. Of one that was published customers see that.")
    int edit(
            @Mixin ServerAccess server,
            @Parameters(paramLabel = "UPDATE") String update,
            @Option(names = "--body", required = true, paramLabel = "TEXT", description = "What to say; - reads it.")
                    String body)
            throws InterruptedException {
        var json = JsonNodeFactory.instance.objectNode().put("body", text(body));
        return said(call(server, client -> client.send("PATCH", "updates/" + id(update), json)));
    }

    @Command(name = "drop", description = "Takes a draft back.")
    int drop(@Mixin ServerAccess server, @Parameters(paramLabel = "UPDATE") String update) throws InterruptedException {
        var _ = call(
                server,
                client -> client.send("DELETE", "updates/" + id(update), JsonNodeFactory.instance.objectNode()));
        say("Dropped.");
        return Exit.FINE;
    }

    @Command(name = "list", description = "Shows the newest updates.")
    int list(
            @Mixin ServerAccess server,
            @Option(names = "--state", paramLabel = "STATE", description = "published, embargoed or draft.") @Nullable
                    String state)
            throws InterruptedException {
        if (state != null && !Set.of("published", "embargoed", "draft").contains(state)) {
            throw new ParameterException(spec.commandLine(), "--state is published, embargoed or draft");
        }
        var all = call(server, client -> client.get("updates" + (state == null ? "" : "?state=" + state)));
        for (var one : all.path("updates")) {
            say("%s  %-9s  %-13s  %s  (incident %s)"
                    .formatted(
                            one.path("id").asText(),
                            one.path("state").asText(),
                            one.path("status").asText(),
                            line(one.path("title").asText()),
                            one.path("incident").asText()));
        }
        return Exit.FINE;
    }

    private JsonNode call(ServerAccess server, ServerAccess.Call call) throws InterruptedException {
        return server.with(house, environment, spec, SCOPES, call);
    }

    private int said(JsonNode update) {
        say(
                switch (update.path("state").asText()) {
                    case "draft" ->
                        "Kept as a draft: tocsin update publish "
                                + update.path("id").asText();
                    case "embargoed" ->
                        "To be published at " + update.path("publishAt").asText() + ".";
                    default -> "Published.";
                });
        say("incident %s, update %s"
                .formatted(update.path("incident").asText(), update.path("id").asText()));
        return Exit.FINE;
    }

    private String text(String given) {
        if (!given.equals("-")) {
            return given;
        }
        try {
            return new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8).strip();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private String id(String given) {
        if (!given.matches("[a-z0-9]{12}")) {
            throw new ParameterException(
                    spec.commandLine(), "\"" + given + "\" is no id: twelve small letters and digits, see update list");
        }
        return given;
    }

    private static String line(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }

    private void say(String line) {
        var out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
