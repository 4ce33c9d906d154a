package dev.tocsin.statuspage.twin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import dev.tocsin.config.Secret;
import dev.tocsin.db.MovableClock;
import dev.tocsin.statuspage.Archive;
import dev.tocsin.statuspage.AuthoringHouse;
import dev.tocsin.statuspage.ExampleBoard;
import dev.tocsin.statuspage.Readings;
import dev.tocsin.statuspage.SeededBoard;
import dev.tocsin.statuspage.TwinSettings;
import dev.tocsin.statuspage.web.Catalogue;
import dev.tocsin.statuspage.web.Rendering;
import dev.tocsin.statuspage.web.Snapshot;
import dev.tocsin.statuspage.web.StatusPages;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwinTest {
    private static final TwinKey KEY = TwinKey.of(new Secret(TwinKey.make()));
    private static final Snapshot FIRST =
            new Rendering().render(ExampleBoard.make().board());
    private static final Snapshot SECOND =
            new Rendering().render(new SeededBoard().component("", "Shop", "").board());

    private final MovableClock clock = new MovableClock(SeededBoard.NOW);
    private final List<String> told = new ArrayList<>();
    private final AuthoringHouse house = new AuthoringHouse();
    private final StatusPages pages = new StatusPages(house::board, house.board(), house.clock);
    private Snapshot snapshot = FIRST;
    private Map<String, String> others = Map.of();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        house.close();
    }

    private Twin twin(Path where) {
        return twin(new TwinSettings(where, Optional.empty()));
    }

    private Twin twin(TwinSettings settings) {
        return new Twin(
                () -> Optional.of(settings),
                () -> snapshot,
                () -> others,
                new Catalogue(
                        pages,
                        new Archive(
                                house.postgres.database(),
                                new Readings((_, _) -> List.of(), (_, _, _, _) -> Map.of()))),
                KEY,
                clock,
                new Twin.Watcher() {
                    @Override
                    public void lags(String why) {
                        told.add("lags");
                    }

                    @Override
                    public void follows() {
                        told.add("follows");
                    }
                });
    }

    @Test
    void every_document_stands_there_with_its_hash_under_our_signature() throws Exception {
        twin(folder).follow();

        var manifest = Files.readAllBytes(folder.resolve("manifest.json"));
        var files = new JsonMapper().readTree(manifest).path("files");
        assertThat(files.size()).isGreaterThan(40);
        for (var file : files) {
            var content = Files.readAllBytes(folder.resolve(file.path("file").asText()));
            assertThat(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content)))
                    .isEqualTo(file.path("sha256").asText());
        }
        var signature = Base64.getDecoder().decode(Files.readAllBytes(folder.resolve("manifest.json.sig")));
        assertThat(KEY.signed(manifest, signature)).isTrue();
        manifest[10]++;
        assertThat(KEY.signed(manifest, signature)).isFalse();
        assertThat(Files.readString(folder.resolve("index.html"))).contains("<h1>");
        assertThat(Files.readString(folder.resolve("incidents/r2n3pnmhcb2y/index.html")))
                .contains("Delayed email");
        assertThat(folder.resolve("api/v2/summary.json")).isRegularFile();
    }

    @Test
    void what_is_gone_from_the_page_is_gone_from_the_twin_and_nothing_else_is_touched() throws IOException {
        Files.writeString(folder.resolve("robots.txt"), "mine");
        var twin = twin(folder);
        twin.follow();
        snapshot = SECOND;
        twin.follow();

        assertThat(folder.resolve("incidents/r2n3pnmhcb2y/index.html")).doesNotExist();
        assertThat(folder.resolve("robots.txt")).hasContent("mine");
    }

    @Test
    void what_other_rooms_write_stands_there_as_well_and_follows_them() {
        others = Map.of("/.well-known/security.txt", "Expires: today");
        var twin = twin(folder);
        twin.follow();
        assertThat(folder.resolve(".well-known/security.txt")).hasContent("Expires: today");

        others = Map.of("/.well-known/security.txt", "Expires: tomorrow");
        twin.follow();
        assertThat(folder.resolve(".well-known/security.txt")).hasContent("Expires: tomorrow");
    }

    @Test
    void what_left_the_page_while_nothing_ran_is_removed_at_the_next_start() {
        twin(folder).follow();
        var gone = snapshot.paths().stream()
                .filter(path -> path.endsWith(".csv"))
                .findFirst()
                .orElseThrow();

        snapshot = SECOND;
        twin(folder).follow();

        assertThat(folder.resolve(gone.substring(1))).doesNotExist();
        assertThat(folder.resolve("incidents/r2n3pnmhcb2y")).doesNotExist();
    }

    @Test
    void a_copy_elsewhere_may_be_some_seconds_late_but_no_minute() throws IOException {
        var served = new AtomicReference<>("");
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                var body = served.get().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        try {
            var twin = twin(new TwinSettings(
                    folder,
                    Optional.of(
                            URI.create("http://127.0.0.1:" + server.getAddress().getPort()))));
            twin.follow();
            for (var turn = 0; turn < 8; turn++) {
                if (turn % 4 == 0) {
                    served.set(Files.readString(folder.resolve("manifest.json")));
                }
                snapshot = turn % 2 == 0 ? SECOND : FIRST;
                clock.advance(Duration.ofSeconds(10));
                twin.follow();
            }
            assertThat(told).isEmpty();

            clock.advance(Duration.ofSeconds(20));
            twin.follow();
            assertThat(told).isEmpty();
            clock.advance(Duration.ofSeconds(11));
            twin.follow();
            assertThat(told).containsExactly("lags");
            assertThat(twin.lag()).isEqualTo(Duration.ofSeconds(61));

            served.set(Files.readString(folder.resolve("manifest.json")));
            twin.follow();
            assertThat(told).containsExactly("lags", "follows");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_twin_that_does_not_follow_for_a_minute_pages_once_and_says_when_it_does_again() throws IOException {
        var inTheWay = Files.writeString(folder.resolve("twin"), "a file");
        var twin = twin(inTheWay);
        for (var second = 0; second <= 62; second++) {
            twin.follow();
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(told).containsExactly("lags");
        assertThat(twin.lag()).isGreaterThan(Duration.ofSeconds(60));

        Files.delete(inTheWay);
        twin.follow();
        assertThat(told).containsExactly("lags", "follows");
        assertThat(twin.lag()).isZero();
    }
}
