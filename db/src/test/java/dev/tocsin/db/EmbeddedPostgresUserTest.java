package dev.tocsin.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What only root can try out: to be other users. An ordinary user's own case is every other test, run by him.
class EmbeddedPostgresUserTest {

    private static final ServerAccount.Other NOBODY =
            new ServerAccount.Other(ServerAccount.NOBODY, ServerAccount.NOBODY);

    private Path home;

    @BeforeEach
    void home() throws IOException {
        home = Files.createTempDirectory("tocsin-home-");
        assumeTrue(Folders.owner(home) == ServerAccount.ROOT && Command.succeeds("setpriv", "--version"));
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void remove() throws IOException {
        Folders.remove(home);
    }

    @Test
    void an_ordinary_user_runs_it_and_root_goes_on_with_his_folder_as_him() throws IOException, InterruptedException {
        var data = Files.createDirectory(home.resolve("data"));
        NOBODY.give(data);

        try (var user =
                PostgresProcess.start(readableClassPath(), data, NOBODY.prefix().toArray(String[]::new))) {
            assertThat(user.firstLine()).isEqualTo("ready");
            user.stop();
        }
        assertThat(Folders.owner(data.resolve("postgres"))).isEqualTo(NOBODY.user());

        try (var postgres = MadeFolder.start(data)) {
            assertThat(Folders.owner(Path.of("/proc", Long.toString(postgres.process()))))
                    .isEqualTo(NOBODY.user());
            assertThat(Folders.owner(data.resolve("postgres.log"))).isEqualTo(NOBODY.user());
        }
    }

    @Test
    void root_starts_it_as_nobody_where_there_are_no_namespaces() throws IOException {
        var folder = new PostgresFolder(home);
        var server = new PostgresServer(PostgresBinaries.in(TestDatabase.cache()), folder, NOBODY);
        folder.beginLog();

        server.make(folder.password().reveal());
        var process = server.start(folder.freePort(), List.of());
        server.stop(process.toHandle());

        assertThat(process.isAlive()).isFalse();
        assertThat(Folders.owner(folder.tables())).isEqualTo(NOBODY.user());
    }

    @Test
    void a_folder_that_nobody_can_walk_to_is_told_with_the_cure() throws IOException {
        var closed = Files.createDirectory(
                home.resolve("closed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));

        assertThatThrownBy(() -> NOBODY.requireWayTo(closed))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("cannot enter " + closed + ": allow it with chmod o+x");
    }

    /// The class path lies in root's home, where nobody else may look.
    private String readableClassPath() throws IOException, InterruptedException {
        var copies = new ArrayList<String>();
        for (var entry : Pattern.compile(File.pathSeparator)
                .splitAsStream(System.getProperty("java.class.path"))
                .toList()) {
            var copy = home.resolve("lib" + copies.size() + (entry.endsWith(".jar") ? ".jar" : ""));
            new ProcessBuilder("cp", "-rL", entry, copy.toString()).start().waitFor();
            copies.add(copy.toString());
        }
        return String.join(File.pathSeparator, copies);
    }
}
