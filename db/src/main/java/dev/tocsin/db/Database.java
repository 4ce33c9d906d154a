package dev.tocsin.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;

/// The only opener of transactions. Stores take the [Handle] and so show that they are inside one.
///
/// Everything it may wait for is bounded: a statement ends after 20 s, a connection attempt after 4 s. `Instant`
/// binds to and reads from `timestamptz` as it is, also inside an `Optional` or a record.
public final class Database implements AutoCloseable {

    private static final int OLDEST_POSTGRESQL = 15;

    /// Bound while the thread is inside a transaction, of whatever database: a second one while the first is held
    /// would be a wait for the network, and with a full pool a deadlock.
    private static final ScopedValue<Boolean> IN_TRANSACTION = ScopedValue.newInstance();

    /// Bound while the thread works for somebody outside.
    private static final ScopedValue<Boolean> GUEST = ScopedValue.newInstance();

    private static final int GUEST_WAIT_SECONDS = 5;

    private final DatabaseSettings settings;
    private final Semaphore guests;
    private final Connections connections;
    private final Jdbi jdbi;
    private final Outage outage = new Outage(System::nanoTime);

    private Database(DatabaseSettings settings) {
        this.settings = settings;
        connections = new Connections(settings);
        guests = new Semaphore(Math.max(1, settings.poolSize() * 2 / 3), true);
        var instants = new Instants();
        jdbi = Jdbi.create(connections::take)
                .installPlugin(new PostgresPlugin())
                .registerArgument(instants)
                .registerColumnMapper(Instant.class, instants);
    }

    /// Opens a pool. Blocks until the first connection stands: 5 s for a server that refuses or restarts, some
    /// seconds more for one that hangs.
    /// @throws DatabaseUnavailable when no connection can be had; its message names the server and the cure
    public static Database open(DatabaseSettings settings) {
        var database = new Database(settings);
        try {
            database.refuseOldServers();
            return database;
        } catch (DatabaseUnavailable fault) {
            database.close();
            throw fault;
        }
    }

    /// Runs `work` in one READ COMMITTED transaction: committed when it returns, rolled back when it throws.
    /// Waits at most 5 s for a connection, in the order of arrival, then throws [DatabaseUnavailable]. A
    /// transaction inside a transaction is a fault in the caller's design and is refused with an
    /// `IllegalStateException`.
    public <T> T transact(Function<Handle, T> work) {
        if (IN_TRANSACTION.isBound()) {
            throw new IllegalStateException(
                    "a transaction was opened inside a transaction: pass the Handle on, or do this after the commit");
        }
        if (!GUEST.isBound()) {
            return serve(work);
        }
        admitGuest();
        try {
            return serve(work);
        } finally {
            guests.release();
        }
    }

    /// Runs `work` for somebody outside. The transactions of all guests share two thirds of the connections, so that a
    /// flood of requests leaves some to those who look and page. Each waits 5 s at most for its turn, and throws
    /// [DatabaseUnavailable] then.
    public static <T, X extends Throwable> T asGuest(ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(GUEST, true).call(work);
    }

    private void admitGuest() {
        try {
            if (guests.tryAcquire(GUEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        throw new DatabaseUnavailable(
                "more is asked of %s than it answers: try again in some seconds".formatted(settings.place()));
    }

    private <T> T serve(Function<Handle, T> work) {
        try {
            var result = ScopedValue.where(IN_TRANSACTION, true)
                    .<T, RuntimeException>call(() -> jdbi.inTransaction(work::apply));
            outage.served();
            return result;
        } catch (RuntimeException fault) {
            if (isUnavailable(fault)) {
                outage.refused(DatabaseUnavailable.words(fault, settings));
            }
            throw fault;
        }
    }

    /// Why the database does not serve us at present, in a sentence for the operator; empty when it does. Logged
    /// once at its begin and once at its end, so that callers who try again need not say it.
    public Optional<String> trouble() {
        return outage.words();
    }

    /// [#transact] for work without a result.
    public void run(Consumer<Handle> work) {
        var _ = transact(handle -> {
            work.accept(handle);
            return true;
        });
    }

    /// Called at the door of everything that waits for the network: throws `IllegalStateException` when the
    /// calling thread is inside a transaction.
    public static void requireNoTransaction() {
        if (IN_TRANSACTION.isBound()) {
            throw new IllegalStateException(
                    "the network was called inside a transaction: write a row with a due time and act after the commit");
        }
    }

    /// The pool itself, for libraries that open transactions of their own (Quartz). Nothing else uses it.
    public DataSource pool() {
        return connections.pool();
    }

    /// Where this database is.
    public DatabaseSettings settings() {
        return settings;
    }

    /// A connection beside the pool; the caller keeps and closes it.
    Connection ownConnection() {
        return connections.own();
    }

    /// Whether `fault` says that the database cannot be reached at present, so that the same work may succeed soon.
    public static boolean isUnavailable(Throwable fault) {
        return switch (fault) {
            case DatabaseUnavailable _ -> true;
            // 08: connection, 53: resources, 57: operator intervention (a server that stops or starts).
            case SQLException sql
            when sql.getSQLState() != null && sql.getSQLState().matches("(08|53|57).*") -> true;
            case Throwable other -> other.getCause() != null && isUnavailable(other.getCause());
        };
    }

    @Override
    public void close() {
        connections.close();
    }

    private void refuseOldServers() {
        try (var connection = connections.take()) {
            var version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST_POSTGRESQL) {
                throw new DatabaseUnavailable("%s is PostgreSQL %d: use version %d or newer"
                        .formatted(settings.place(), version, OLDEST_POSTGRESQL));
            }
        } catch (SQLException fault) {
            throw DatabaseUnavailable.because(fault, settings);
        }
    }
}
