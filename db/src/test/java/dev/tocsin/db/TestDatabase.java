package dev.tocsin.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;

/// A fresh, migrated database on a real PostgreSQL, for one test:
///
/// ```java
/// private final TestDatabase postgres = TestDatabase.create();
///
/// @AfterEach
/// void drop() {
///     postgres.close();
/// }
/// ```
///
/// One server runs per JVM, started at the first call (some 2 s) and gone with the JVM; a database costs about
/// 100 ms. The server does not wait for the disk (`fsync=off`); all else is as in the product.
public final class TestDatabase implements AutoCloseable {

    private static final String TEMPLATE = "template_of_tests";
    private static final int POOL_SIZE = 8;
    private static final long ROOM_IN_MEMORY = 4L << 30;

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String name;
    private final Database database;

    private TestDatabase(String name) {
        this.name = name;
        database = Database.open(at(name));
    }

    public static TestDatabase create() {
        var name = "test_" + COUNT.incrementAndGet();
        administer("create database %s template %s strategy file_copy".formatted(name, TEMPLATE));
        return new TestDatabase(name);
    }

    /// An empty database without any tables, for tests of the migrations themselves.
    static TestDatabase empty() {
        var name = "test_" + COUNT.incrementAndGet();
        administer("create database " + name);
        return new TestDatabase(name);
    }

    /// One as an older version left it, whose last migration was `version`; for tests of what becomes of its rows.
    public static TestDatabase migratedTo(String version) {
        var old = empty();
        var settings = old.settings();
        Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(settings.url(), settings.user(), settings.password().reveal())
                .locations("classpath:migration")
                .loggers("slf4j")
                .target(version)
                .load()
                .migrate();
        return old;
    }

    public Database database() {
        return database;
    }

    /// Where it is, for a second [Database] on the same tables: another node.
    public DatabaseSettings settings() {
        return database.settings();
    }

    /// Closes the pool and drops the database, whoever is still connected.
    @Override
    public void close() {
        database.close();
        // With "force" we would have to be allowed to end the server's own vacuum too; a plain drop ends that by
        // itself.
        administer(
                "alter database %s with allow_connections false".formatted(name),
                """
                select pg_terminate_backend(pid)
                  from pg_stat_activity
                 where datname = '%s'
                   and usename = current_user
                """.formatted(name),
                "drop database %s".formatted(name));
    }

    /// Where the programs of PostgreSQL lie unpacked for all test JVMs of this user.
    static Path cache() {
        return Path.of(
                System.getProperty("java.io.tmpdir"), "tocsin-tests-" + System.getProperty("user.name"), "cache");
    }

    /// Where the data lie: in memory where the machine has room for all that tests leave there, which halves the price
    /// of a new database.
    private static Path data() throws IOException {
        var memory = Path.of("/dev/shm");
        var parent = Files.isWritable(memory) && Files.getFileStore(memory).getUsableSpace() > ROOM_IN_MEMORY
                ? memory.resolve("tocsin-tests-" + System.getProperty("user.name"))
                : cache().resolveSibling("data");
        return Files.createTempDirectory(Files.createDirectories(parent), "tocsin-");
    }

    private static DatabaseSettings at(String name) {
        var server = Server.ONE.settings();
        return new DatabaseSettings(
                server.url().replaceFirst("/[^/]*$", "/" + name), server.user(), server.password(), POOL_SIZE);
    }

    private static void administer(String... orders) {
        var server = Server.ONE.settings();
        try (var connection = DriverManager.getConnection(
                        server.url(), server.user(), server.password().reveal());
                var statement = connection.createStatement()) {
            for (var sql : orders) {
                statement.execute(sql);
            }
        } catch (SQLException fault) {
            throw new IllegalStateException(String.join("; ", orders), fault);
        }
    }

    /// Started when first asked for.
    private static final class Server {

        private static final EmbeddedPostgres ONE = started();

        private static EmbeddedPostgres started() {
            try {
                var data = data();
                Folders.removeOlder(data, "tocsin-", Duration.ofDays(1));
                var server = EmbeddedPostgres.start(
                        new PostgresFolder(data),
                        cache(),
                        List.of("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"));
                Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(server, data)));
                prepare(server.settings());
                return server;
            } catch (IOException fault) {
                throw new UncheckedIOException(fault);
            }
        }

        private static void prepare(DatabaseSettings server) {
            try (var connection = DriverManager.getConnection(
                            server.url(), server.user(), server.password().reveal());
                    var statement = connection.createStatement()) {
                statement.execute("create database " + TEMPLATE);
            } catch (SQLException fault) {
                throw new IllegalStateException(fault);
            }
            Migrations.migrate(new DatabaseSettings(
                    server.url().replaceFirst("/[^/]*$", "/" + TEMPLATE), server.user(), server.password(), 2));
        }

        private static void remove(EmbeddedPostgres server, Path data) {
            try {
                server.close();
                Folders.remove(data);
            } catch (IOException fault) {
                throw new UncheckedIOException(fault);
            }
        }
    }
}
