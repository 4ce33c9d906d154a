package dev.tocsin.app.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.app.edge.Scope;
import dev.tocsin.app.monitors.Node;
import dev.tocsin.app.monitors.Node.Answer;
import dev.tocsin.db.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What customers are told is told once, however it goes with the first of two requests that are the same.
class RepeatedRequestsTest {
    private static final String SETTINGS = "statusPage: { name: Example }\n";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private static Path folder;

    private static TestDatabase postgres;
    private static Node node;
    private static String writer;

    /// A request by which somebody wishes to tell customers something.
    private enum Wish {
        UPDATE("/api/v1/updates", """
                {"title": "%1$s", "status": "investigating", "body": "%1$s", "draft": true}"""),
        MAINTENANCE("/api/v1/maintenances", """
                {"title": "%1$s", "body": "%1$s", "from": "2099-01-01T00:00:00Z", "until": "2099-01-01T01:00:00Z",
                 "draft": true}""");

        private final String path;
        private final String body;

        Wish(String path, String body) {
            this.path = path;
            this.body = body;
        }

        /// Its key is what it says.
        Answer send(String words) {
            return node.sendAs(
                    writer,
                    "POST",
                    path,
                    body.formatted(words),
                    "Content-Type",
                    "application/json",
                    "Idempotency-Key",
                    words);
        }
    }

    @BeforeAll
    static void open() {
        postgres = TestDatabase.create();
        node = new Node(folder, postgres, "node", SETTINGS);
        writer = node.token("ana", Scope.STATUS_READ, Scope.STATUS_WRITE);
    }

    @AfterAll
    static void close() {
        node.close();
        postgres.close();
    }

    @ParameterizedTest
    @EnumSource
    void where_we_died_between_the_deed_and_the_answer_the_caller_is_told_to_look(Wish wish) {
        var words = "died-" + wish;
        assertThat(wish.send(words).status()).isEqualTo(201);
        postgres.database()
                .run(handle -> handle.createUpdate("""
                                update api_request
                                   set status = null,
                                       location = null,
                                       answer = null
                                 where key = :key
                                """).bind("key", words).execute());

        var again = wish.send(words);

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body()).contains("look whether it was done");
        assertThat(told(words)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void of_two_at_once_the_second_is_told_to_look_and_the_first_is_answered(Wish wish) throws Exception {
        var words = "at-once-" + wish;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var busy = busy()) {
            var first = threads.submit(() -> wish.send(words));
            await().atMost(PATIENCE).until(() -> isBegun(words));

            var second = wish.send(words);
            busy.rollback();

            assertThat(second.status()).isEqualTo(409);
            assertThat(second.body()).contains("look whether it was done");
            assertThat(first.get().status()).as(first.get().body()).isEqualTo(201);
            assertThat(wish.send(words).json()).isEqualTo(first.get().json());
        }
        assertThat(told(words)).isEqualTo(1);
    }

    /// Until it is rolled back nobody tells customers anything new.
    private static Connection busy() throws SQLException {
        var settings = postgres.settings();
        var connection = DriverManager.getConnection(
                settings.url(), settings.user(), settings.password().reveal());
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("lock table public_incident in exclusive mode");
        }
        return connection;
    }

    private static boolean isBegun(String key) {
        return count("select count(*) from api_request where key = :words and status is null", key) == 1;
    }

    private static int told(String words) {
        return count("select count(*) from public_incident where name = :words", words);
    }

    private static int count(String sql, String words) {
        return postgres.database()
                .transact(handle -> handle.createQuery(sql)
                        .bind("words", words)
                        .mapTo(Integer.class)
                        .one());
    }
}
