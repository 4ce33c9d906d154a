package dev.tocsin.statuspage.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tocsin.db.MovableClock;
import dev.tocsin.statuspage.Archive;
import dev.tocsin.statuspage.Drafts;
import dev.tocsin.statuspage.ExampleBoard;
import dev.tocsin.statuspage.PageOptions.SubscribeBy;
import dev.tocsin.statuspage.PublicId;
import dev.tocsin.statuspage.SeededBoard;
import dev.tocsin.statuspage.web.SubscribePages.Act;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

/// Every kind of page in a real browser without scripts, in three views: axe-core finds no violation and nothing in
/// doubt, the Nu checker no fault, nothing scrolls sideways, no page asks for more than itself. And the npm client of
/// Statuspage's API reads ours. Takes a minute, so it runs when asked for: `mvn verify -Dbrowser=true`. It needs
/// Chromium
/// and Node (Debian: `apt-get install chromium nodejs npm`) and fetches the rest from npm.
class BrowserTest {
    private static final String FORMER = "aaaaaaaaaaaa";
    private static final Path TARGET = Path.of("target", "browser").toAbsolutePath();
    private static final Path SOURCE = Path.of("src", "test", "browser").toAbsolutePath();
    private static final String HOW = "the browser's checks run with -Dbrowser=true, Chromium and Node"
            + " (Debian: apt-get install chromium nodejs npm)";

    @Test
    void every_page_can_be_read_by_everybody() throws Exception {
        assumeTrue(Boolean.getBoolean("browser"), HOW);
        var chromium = found("chromium", "chromium-browser", "google-chrome");
        assumeTrue(
                chromium.isPresent()
                        && found("npm").isPresent()
                        && found("node").isPresent(),
                HOW);
        Files.createDirectories(TARGET);
        for (var file : List.of("package.json", "check.mjs")) {
            Files.copy(SOURCE.resolve(file), TARGET.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        assumeTrue(
                run(120, "npm", "install", "--no-audit", "--no-fund", "--ignore-scripts")
                                .exit()
                        == 0,
                HOW);

        var board = ExampleBoard.make().with(ExampleBoard.options()).board();
        var pages = new StatusPages(() -> board, board, new MovableClock(SeededBoard.NOW));
        var made = made(new Forms(pages));
        var server = new Server();
        var connector = new ServerConnector(server);
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.addConnector(connector);
        server.setHandler(new SnapshotHandler(
                new MadePages(made, new Forms(pages).policy()),
                pages::current,
                former(pages),
                _ -> true,
                List.of("/made"),
                Set.of()));
        server.start();
        try {
            var command = new ArrayList<>(List.of(
                    "node",
                    "check.mjs",
                    "http://127.0.0.1:" + connector.getLocalPort(),
                    chromium.get().toString(),
                    TARGET.resolve("shots").toString(),
                    Path.of(System.getProperty("java.home"), "bin", "java").toString()));
            command.addAll(List.of(
                    "/",
                    "/de/",
                    "/history",
                    "/history/2026-10",
                    "/incidents/r2n3pnmhcb2y",
                    "/incidents/vr0k1vgjcblp",
                    "/de/incidents/vr0k1vgjcblp",
                    "/maintenance/1t8wtdzw9x8s",
                    "/components/" + board.components().get(7).id(),
                    "/components/" + board.components().get(10).id(),
                    "/components/" + FORMER,
                    "/uptime",
                    "/subscribe",
                    "/de/subscribe",
                    "/embed",
                    "/nowhere"));
            made.keySet().stream().sorted().forEach(command::add);

            var checked = run(400, command.toArray(String[]::new));

            assertThat(checked.exit()).as(checked.output()).isZero();
        } finally {
            server.stop();
        }
    }

    /// The page of a component that has left the settings.
    private static SnapshotHandler.Rest former(StatusPages pages) {
        var edition = new Edition(pages.board(), Language.of("en"));
        var html = pages.rendering()
                .pages(pages.board().settings())
                .gone(
                        new Archive.Gone(
                                new PublicId(FORMER),
                                "Fax gateway",
                                SeededBoard.NOW,
                                pages.board().incidents()),
                        edition);
        return path -> path.equals("/components/" + FORMER)
                ? new SnapshotHandler.Answer.Found(
                        Document.page(html).dressed(pages.rendering().headers(edition), null))
                : new SnapshotHandler.Answer.Unknown();
    }

    /// The pages that are made for one reader.
    private static Map<String, String> made(Forms forms) {
        var english = Language.of("en");
        var act = Optional.of(new Act(english.text("confirm"), "/subscription/x", "confirm"));
        var other = Optional.of(new Act(english.text("notMe"), "/subscription/x", "notMe"));
        var typed = new SubscribeForm(
                Optional.of(SubscribeBy.EMAIL),
                "nonsense",
                "all",
                Set.of(),
                "none",
                Optional.empty(),
                Optional.empty());
        var board = forms.board();
        return Map.of(
                "/made/webhook",
                        forms.confirmed(
                                english, english.text("confirmed"), Optional.of("0f3a".repeat(8)), other.orElseThrow()),
                "/made/draft",
                        forms.draft(
                                english,
                                new Drafts.Draft.OfIncident(board.incidents().getFirst())),
                "/made/drafted-maintenance",
                        forms.draft(
                                english,
                                new Drafts.Draft.OfMaintenance(
                                        board.maintenances().getFirst())),
                "/made/broken", new String(forms.broken(english), StandardCharsets.UTF_8),
                "/made/away", new String(forms.away(english), StandardCharsets.UTF_8),
                "/made/sent", forms.notice(english, "sentTitle", english.text("sent"), act, Optional.empty(), true),
                "/made/confirm",
                        forms.notice(
                                english, "confirmTitle", english.text("confirmNote", "everything"), act, other, false),
                "/made/unsubscribed",
                        forms.notice(
                                english,
                                "unsubscribedTitle",
                                english.text("unsubscribed"),
                                Optional.empty(),
                                Optional.empty(),
                                false),
                "/made/faulty", forms.form(english, typed.faulty("badEmail")),
                "/made/manage", forms.manage(english, "x", typed, Optional.of("saved")));
    }

    private static final class MadePages extends Handler.Abstract {
        private final Map<String, String> pages;
        private final String policy;

        private MadePages(Map<String, String> pages, String policy) {
            this.pages = pages;
            this.policy = policy;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            response.getHeaders().put("Content-Type", "text/html; charset=utf-8");
            response.getHeaders().put("Content-Security-Policy", policy);
            Content.Sink.write(response, true, pages.getOrDefault(Request.getPathInContext(request), ""), callback);
            return true;
        }
    }

    private record Ended(int exit, String output) {}

    private static Ended run(int seconds, String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .directory(TARGET.toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return new Ended(-1, output);
        }
        return new Ended(process.exitValue(), output);
    }

    private static Optional<Path> found(String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
