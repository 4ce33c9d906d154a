package dev.tocsin.statuspage.twin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tocsin.config.Secret;
import dev.tocsin.db.MovableClock;
import dev.tocsin.statuspage.ExampleBoard;
import dev.tocsin.statuspage.SeededBoard;
import dev.tocsin.statuspage.TwinSettings;
import dev.tocsin.statuspage.web.Rendering;
import dev.tocsin.statuspage.web.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
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
    private Snapshot snapshot = FIRST;

    @TempDir
    private Path folder;

    private Twin twin(Path where) {
        return new Twin(
                () -> Optional.of(new TwinSettings(where, Optional.empty())),
                () -> snapshot,
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
