package dev.tocsin.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What two processes, or one that dies, do to a folder.
class EmbeddedPostgresCrashTest {

    @TempDir
    private Path parent;

    private Path data;

    @BeforeEach
    void copy() throws IOException, InterruptedException {
        data = parent.resolve("data");
        MadeFolder.copyTo(data);
    }

    @Test
    void what_was_committed_is_there_after_the_jvm_was_killed() throws IOException, InterruptedException {
        try (var first = PostgresProcess.start(data)) {
            assertThat(first.firstLine()).isEqualTo("ready");

            first.kill();

            try (var postgres = start()) {
                assertThat(facts(postgres.settings())).isEqualTo(1);
            }
        }
    }

    @Test
    void the_server_stops_by_itself_when_the_jvm_was_killed() throws IOException, InterruptedException {
        try (var first = PostgresProcess.start(data)) {
            var folder = new PostgresFolder(data);
            assertThat(folder.inhabitants()).isNotEmpty();

            first.kill();

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> folder.inhabitants().isEmpty());
        }
    }

    @Test
    void a_server_that_outlived_its_jvm_is_stopped_and_its_tables_are_taken_over() throws IOException {
        var folder = new PostgresFolder(data);
        var server = new PostgresServer(
                PostgresBinaries.in(TestDatabase.cache()), folder, ServerAccount.of(folder.tables()));
        var orphan = server.start(folder.freePort(), List.of());
        assertThat(orphan.isAlive()).isTrue();

        try (var postgres = start()) {
            assertThat(orphan.isAlive()).isFalse();
            write(postgres.settings());
            assertThat(facts(postgres.settings())).isEqualTo(1);
        }
    }

    @Test
    void the_process_number_of_a_past_server_may_belong_to_somebody_else_by_now() throws IOException {
        Files.writeString(
                data.resolve("postgres/postmaster.pid"),
                "%d\n%s\n1\n5432\n\n127.0.0.1\n1 1\nready\n"
                        .formatted(ProcessHandle.current().pid(), data.resolve("postgres")));

        try (var postgres = start()) {
            assertThat(postgres.process()).isNotEqualTo(ProcessHandle.current().pid());
        }
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @Test
    void two_processes_never_run_on_one_folder() throws IOException {
        try (var _ = start();
                var second = PostgresProcess.start(data)) {
            assertThat(second.firstLine())
                    .isEqualTo(
                            "%s is in use by process %d: stop that one first, or choose another folder with --data",
                            data, ProcessHandle.current().pid());
        }
    }

    @Test
    void one_process_does_not_run_two_on_one_folder_and_the_first_keeps_its_lock() throws IOException {
        try (var _ = start()) {
            assertThatThrownBy(this::start).hasMessageContaining("is in use by process");

            try (var second = PostgresProcess.start(data)) {
                assertThat(second.firstLine()).contains("is in use by process");
            }
        }
    }

    @Test
    void a_command_beside_the_server_finds_it() throws IOException {
        assertThat(EmbeddedPostgres.running(data)).isEmpty();
        try (var postgres = start()) {
            assertThat(EmbeddedPostgres.running(data)).contains(postgres.settings());
        }

        assertThat(EmbeddedPostgres.running(data)).isEmpty();
    }

    @Test
    void a_command_finds_the_server_of_another_process_and_not_a_dead_one() throws IOException, InterruptedException {
        try (var first = PostgresProcess.start(data)) {
            var found = EmbeddedPostgres.running(data).orElseThrow();
            assertThat(facts(found)).isEqualTo(1);

            first.kill();

            assertThat(EmbeddedPostgres.running(data)).isEmpty();
        }
    }

    @Test
    void a_server_that_cannot_start_again_is_tried_until_it_can() throws IOException {
        var global = data.resolve("postgres/global");
        try (var postgres = start();
                var database = Database.open(postgres.settings())) {
            var first = postgres.process();
            Files.move(global, data.resolve("away"));
            assertThat(ProcessHandle.of(first).orElseThrow().destroyForcibly()).isTrue();
            await().atMost(Duration.ofSeconds(30)).until(() -> !serves(database));

            Files.move(data.resolve("away"), global);

            await().atMost(Duration.ofSeconds(30)).until(() -> serves(database));
            assertThat(postgres.process()).isNotEqualTo(first);
        }
    }

    @Test
    void a_server_that_died_alone_is_started_again_where_it_was() throws IOException {
        try (var postgres = start();
                var database = Database.open(postgres.settings())) {
            var first = postgres.process();
            database.run(handle -> handle.execute("create table fact as select 1"));

            assertThat(ProcessHandle.of(first).orElseThrow().destroyForcibly()).isTrue();

            await().atMost(Duration.ofSeconds(30)).until(() -> postgres.process() != first);
            assertThat(facts(postgres.settings())).isEqualTo(1);
            database.run(handle -> handle.execute("insert into fact values (2)"));
        }
    }

    private EmbeddedPostgres start() {
        return MadeFolder.start(data);
    }

    private static void write(DatabaseSettings settings) {
        try (var database = Database.open(settings)) {
            database.run(handle -> handle.execute("create table fact as select 1"));
        }
    }

    private static int facts(DatabaseSettings settings) {
        try (var database = Database.open(settings)) {
            return database.transact(handle -> handle.createQuery("select count(*) from fact")
                    .mapTo(Integer.class)
                    .one());
        }
    }

    private static boolean serves(Database database) {
        try {
            return database.transact(handle ->
                    handle.createQuery("select true").mapTo(Boolean.class).one());
        } catch (DatabaseUnavailable away) {
            return false;
        }
    }
}
