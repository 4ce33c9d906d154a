package dev.tocsin.app.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.app.monitors.Node;
import dev.tocsin.db.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where the pages of the whole product, and their twin, lead those who found a hole.
class SecurityLinksTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PLACE = ".well-known/security.txt";
    private static final String REPORTS = """
            security: { address: security@company.example, masterKey: "%s" }
            """.formatted(Base64.getEncoder().encodeToString(new byte[32]));

    private final TestDatabase postgres = TestDatabase.create();

    @TempDir
    private Path folder;

    @AfterEach
    void drop() {
        postgres.close();
    }

    private Node node(String settings) {
        return new Node(folder, postgres, "node", settings + """
                statusPage: { name: Example, staticTwin: { folder: "%s" } }
                """.formatted(twin()));
    }

    private Path twin() {
        return folder.resolve("twin");
    }

    private String written(String file) throws IOException {
        await().atMost(PATIENCE).until(() -> Files.exists(twin().resolve(file)));
        return Files.readString(twin().resolve(file));
    }

    @Test
    void the_twin_has_the_security_txt_that_its_pages_lead_to() throws IOException {
        try (var node = node(REPORTS)) {
            assertThat(node.get("/security").status()).isEqualTo(200);
            assertThat(node.get("/" + PLACE).body()).contains("Contact: ");

            assertThat(written("index.html")).contains("/" + PLACE);
            assertThat(written(PLACE)).contains("Contact: ", "Expires: ");
        }
    }

    @Test
    void where_no_reports_are_taken_no_page_leads_to_them() throws IOException {
        try (var node = node("")) {
            var none = node.get("/security");

            assertThat(none.status()).isEqualTo(404);
            assertThat(none.body())
                    .contains("Example takes no security reports here")
                    .doesNotContain("href");
            assertThat(node.get("/" + PLACE).status()).isEqualTo(404);
            for (var page : List.of("/", "/de/", "/history", "/nowhere")) {
                assertThat(node.get(page).body()).as(page).contains("Example").doesNotContain("security");
            }
            assertThat(written("manifest.json")).doesNotContain("security");
            assertThat(written("index.html")).doesNotContain("security");
        }
    }
}
