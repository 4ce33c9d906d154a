package dev.tocsin.app.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.app.api.Keys;
import dev.tocsin.app.edge.Scope;
import dev.tocsin.app.edge.Tokens;
import dev.tocsin.app.monitors.Node;
import dev.tocsin.db.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Requests whose answer was lost while the nodes were brought to a version with one memory for all of them.
class OldKeysTest {
    private static final String BEFORE = "0083";
    private static final String UPDATE = """
            {"title": "Told before", "status": "investigating", "body": "We look."}""";
    private static final String WORK = """
            {"title": "Told before", "body": "We work.", "from": "2099-01-01T00:00:00Z",
             "until": "2099-01-01T01:00:00Z"}""";

    @TempDir
    private static Path folder;

    @Test
    void what_was_told_before_an_update_of_the_nodes_is_not_told_again_when_its_request_comes_again() {
        try (var postgres = TestDatabase.migratedTo(BEFORE)) {
            var ana = token(postgres, "ana");
            var bo = token(postgres, "bo");
            remembers(postgres, "ana", "an-update", UPDATE);
            remembers(postgres, "ana", "a-maintenance", WORK);

            try (var node = new Node(folder, postgres, "node", "statusPage: { name: Example }\n")) {
                var update = keyed(node, ana, "/api/v1/updates", UPDATE, "an-update");
                var work = keyed(node, ana, "/api/v1/maintenances", WORK, "a-maintenance");

                assertThat(update.status()).isEqualTo(422);
                assertThat(update.body()).contains("use a new key");
                assertThat(work.status()).isEqualTo(422);
                assertThat(node.sendAs(ana, "GET", "/api/v1/updates", "").json().path("updates"))
                        .isEmpty();

                assertThat(keyed(node, bo, "/api/v1/updates", UPDATE, "an-update")
                                .status())
                        .isEqualTo(201);
                assertThat(keyed(node, ana, "/api/v1/maintenances", WORK, "a-new-one")
                                .status())
                        .isEqualTo(201);
            }
        }
    }

    private static String token(TestDatabase postgres, String name) {
        return new Tokens(postgres.database(), InstantSource.system())
                .create(name, Set.of(Scope.STATUS_READ, Scope.STATUS_WRITE), Optional.empty())
                .orElseThrow()
                .reveal();
    }

    /// As that version did it.
    private static void remembers(TestDatabase postgres, String caller, String key, String body) {
        var request = Keys.request(caller, key, body.getBytes(StandardCharsets.UTF_8));
        postgres.database()
                .run(handle -> handle.createUpdate("""
                                insert into status_request (caller, key, at, fingerprint, subject)
                                values (:caller, :key, :now, :fingerprint, 'abcdefghijkl')
                                """)
                        .bind("caller", request.caller())
                        .bind("key", request.key())
                        .bind("now", Instant.now())
                        .bind("fingerprint", request.fingerprint())
                        .execute());
    }

    private static Node.Answer keyed(Node node, String token, String path, String body, String key) {
        return node.sendAs(token, "POST", path, body, "Content-Type", "application/json", "Idempotency-Key", key);
    }
}
