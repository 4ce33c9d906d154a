package dev.tocsin.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

    @TempDir
    private Path parent;

    private Path data;

    @BeforeEach
    void copy() throws IOException, InterruptedException {
        data = parent.resolve("data");
        MadeFolder.copyTo(data);
    }

    @Test
    void what_was_committed_is_there_after_a_stop_and_a_start() throws IOException {
        Folders.remove(data);
        try (var postgres = start()) {
            write(postgres.settings());
        }

        assertThat(Files.exists(data.resolve("postgres/postmaster.pid"))).isFalse();
        try (var postgres = start()) {
            assertThat(facts(postgres.settings())).isEqualTo(1);
        }
    }

    @Test
    void the_port_stays_the_same_and_gives_way_when_it_is_taken() throws IOException {
        var file = data.resolve("postgres.port");
        // Below the range from which the system takes ports for anybody's outgoing connections.
        var port = IntStream.iterate(20_011, next -> next + 1)
                .filter(PostgresFolder::isFree)
                .findFirst()
                .orElseThrow();
        Files.writeString(file, Integer.toString(port));
        try (var postgres = start()) {
            assertThat(postgres.settings().url()).contains(":" + port + "/");
        }

        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                var postgres = start()) {
            assertThat(postgres.settings().url()).doesNotContain(":" + port + "/");
            write(postgres.settings());
        }
    }

    @Test
    void the_password_is_ours_alone_and_the_product_is_no_superuser() throws IOException {
        try (var postgres = EmbeddedPostgres.start(new PostgresFolder(data), TestDatabase.cache(), List.of());
                var database = Database.open(postgres.settings())) {
            var file = data.resolve("postgres.password");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");

            var facts = database.transact(
                    handle -> handle.createQuery("""
                            select concat_ws(' ', usesuper, current_setting('fsync'), current_setting('data_checksums'),
                                   current_setting('listen_addresses'))
                              from pg_user
                             where usename = current_user
                            """).mapTo(String.class).one());
            assertThat(facts).isEqualTo("f on on 127.0.0.1");
        }
    }

    @Test
    void tables_of_another_major_version_are_refused_in_words() throws IOException {
        Files.writeString(data.resolve("postgres/PG_VERSION"), "17\n");

        assertThatThrownBy(this::start)
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("was written by PostgreSQL 17, and this Tocsin brings 18: ");
    }

    @Test
    void a_first_start_that_was_cut_off_is_begun_anew() throws IOException {
        Files.move(data.resolve("postgres"), data.resolve("elsewhere"));
        Files.createDirectories(data.resolve("postgres.new/postgres/base"));
        Files.writeString(data.resolve("postgres.new/postgres/PG_VERSION"), "");

        try (var postgres = start()) {
            write(postgres.settings());
        }
    }

    @Test
    void a_server_that_does_not_come_up_is_quoted() throws IOException {
        Files.writeString(data.resolve("postgres/postgresql.conf"), "no_such_setting = 1\n");

        assertThatThrownBy(this::start)
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("no_such_setting")
                .hasMessageNotContaining("\n");
    }

    @Test
    void a_lost_password_is_told_with_the_cure() throws IOException {
        Files.delete(data.resolve("postgres.password"));

        assertThatThrownBy(this::start)
                .hasMessageContaining("postgres.password is gone")
                .hasMessageContaining(": ");
    }

    @Test
    void a_data_folder_that_is_a_file_is_told_in_one_line() throws IOException {
        var file = Files.createFile(data.resolve("file"));

        assertThatThrownBy(() -> EmbeddedPostgres.start(file))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("the data folder " + file + " cannot be used")
                .hasMessageNotContaining("\n");
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
}
