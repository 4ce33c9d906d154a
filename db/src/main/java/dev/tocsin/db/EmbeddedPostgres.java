package dev.tocsin.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The PostgreSQL that comes with us, for whoever has no server of his own. A real one, with its files in the
/// data folder, listening on 127.0.0.1 alone; it starts and stops with us.
///
/// One process at a time runs it on a folder. When that process is killed the server stops by itself, or the next
/// start stops it; what was committed is there.
public final class EmbeddedPostgres implements AutoCloseable {

    private static final int POOL_SIZE = 12;

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final int PORTS_TRIED = 3;
    private static final Duration FIRST_REVIVAL_PAUSE = Duration.ofSeconds(1);
    private static final Duration LATER_REVIVAL_PAUSE = Duration.ofSeconds(5);

    private final PostgresServer server;
    private final FolderLock lock;
    private final List<String> more;
    private final int port;
    private final DatabaseSettings settings;
    private Process process;
    private volatile boolean closing;

    private EmbeddedPostgres(PostgresServer server, FolderLock lock, List<String> more) throws IOException {
        this.server = server;
        this.lock = lock;
        this.more = more;
        process = started(server, more);
        port = server.folder().running().map(PostgresFolder.Running::port).orElseThrow();
        settings = settings(server.folder(), port);
    }

    /// Starts the server on `dataFolder`, which is made when missing. The first start takes some 3 s, a later
    /// one 0.3 s, one after a crash as long as the journal is (2 minutes at most).
    /// @throws DatabaseUnavailable in one line when another process uses the folder, or it cannot be used
    public static EmbeddedPostgres start(Path dataFolder) {
        var folder = new PostgresFolder(dataFolder.toAbsolutePath().normalize());
        return start(folder, folder.cache(), List.of());
    }

    /// Where a server is running on `dataFolder`, started by whatever process; empty when none is. A command that
    /// runs beside the server asks here, and starts one itself only when the answer is empty.
    /// @throws DatabaseUnavailable when the folder belongs to somebody else
    public static Optional<DatabaseSettings> running(Path dataFolder) {
        var folder = new PostgresFolder(dataFolder.toAbsolutePath().normalize());
        try {
            // The lock, and not a port that answers, is the proof: on that port a stranger might sit and wait
            // for our password.
            if (!Files.isDirectory(folder.tables()) || !FolderLock.held(folder.lock())) {
                return Optional.empty();
            }
            var note = folder.running();
            return note.isPresent() && note.get().ready()
                    ? Optional.of(settings(folder, note.get().port()))
                    : Optional.empty();
        } catch (IOException fault) {
            throw unusable(folder, fault);
        }
    }

    static EmbeddedPostgres start(PostgresFolder folder, Path cache, List<String> more) {
        try {
            Files.createDirectories(folder.root());
            var lock = FolderLock.take(folder.lock())
                    .orElseThrow(() -> new DatabaseUnavailable(
                            "%s is in use by process %s: stop that one first, or choose another folder with --data"
                                    .formatted(folder.root(), holder(folder))));
            try {
                return start(folder, cache, more, lock);
            } catch (IOException | RuntimeException fault) {
                lock.close();
                throw fault;
            }
        } catch (IOException fault) {
            throw unusable(folder, fault);
        }
    }

    /// Where the server listens; the role there owns its database and is no superuser.
    public DatabaseSettings settings() {
        return settings;
    }

    /// The process of the server.
    synchronized long process() {
        return process.pid();
    }

    /// Stops the server: 10 s at most for an orderly end, then without mercy; nothing committed is lost either
    /// way.
    @Override
    public void close() {
        closing = true;
        stop();
    }

    private synchronized void stop() {
        try (lock) {
            server.stop(process.toHandle());
        } catch (IOException fault) {
            throw unusable(server.folder(), fault);
        }
    }

    private static EmbeddedPostgres start(PostgresFolder folder, Path cache, List<String> more, FolderLock lock)
            throws IOException {
        var account = ServerAccount.of(folder.tables());
        var server = new PostgresServer(PostgresBinaries.in(cache), folder, account);
        folder.beginLog();
        server.stopOrphans();
        server.make(folder.password().reveal());
        var postgres = new EmbeddedPostgres(server, lock, more);
        for (var file : folder.files()) {
            account.give(file);
        }
        postgres.watch();
        return postgres;
    }

    /// Between our look at a port and the server's somebody else may take it; then the next one is tried.
    private static Process started(PostgresServer server, List<String> more) throws IOException {
        for (var attempt = 1; ; attempt++) {
            var port = server.folder().freePort();
            try {
                return server.start(port, more);
            } catch (DatabaseUnavailable fault) {
                if (attempt == PORTS_TRIED || PostgresFolder.isFree(port)) {
                    throw fault;
                }
            }
        }
    }

    private synchronized void watch() {
        var _ = process.onExit().thenRunAsync(this::revive, EmbeddedPostgres::onOwnThread);
    }

    private static void onOwnThread(Runnable work) {
        Thread.ofPlatform().daemon().name("postgres-revival").start(work);
    }

    /// A server that died though nobody stopped it (killed for want of memory, its disk full) is started again on
    /// its port, where the pool finds it: until that succeeds, for what kept it from starting may pass.
    private void revive() {
        if (closing) {
            return;
        }
        LOG.error(
                "PostgreSQL on {} ended by itself ({}) and is started again",
                server.folder().root(),
                server.folder().lastWords());
        var pause = FIRST_REVIVAL_PAUSE;
        while (!revived(pause.equals(FIRST_REVIVAL_PAUSE)) && paused(pause)) {
            pause = LATER_REVIVAL_PAUSE;
        }
    }

    /// True when there is nothing more to be done.
    private synchronized boolean revived(boolean first) {
        if (closing) {
            return true;
        }
        try {
            server.stopOrphans();
            process = server.start(port, more);
            LOG.info("PostgreSQL on {} runs again", server.folder().root());
            watch();
            return true;
        } catch (IOException | DatabaseUnavailable fault) {
            if (first) {
                LOG.error(
                        "PostgreSQL cannot be started again and is tried every {} s: {}",
                        LATER_REVIVAL_PAUSE.toSeconds(),
                        fault.getMessage());
            }
            return false;
        }
    }

    private static boolean paused(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static DatabaseSettings settings(PostgresFolder folder, int port) throws IOException {
        return new DatabaseSettings(
                "jdbc:postgresql://127.0.0.1:%d/tocsin".formatted(port), "tocsin", folder.password(), POOL_SIZE);
    }

    private static String holder(PostgresFolder folder) {
        try {
            return FolderLock.holder(folder.lock());
        } catch (IOException unreadable) {
            return "of another user";
        }
    }

    private static DatabaseUnavailable unusable(PostgresFolder folder, IOException fault) {
        return new DatabaseUnavailable(
                "the data folder %s cannot be used (%s): make it writable for this user and see that the disk is not full"
                        .formatted(folder.root(), Folders.words(fault)),
                fault);
    }
}
