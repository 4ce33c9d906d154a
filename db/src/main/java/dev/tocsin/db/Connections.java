package dev.tocsin.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.apache.tomcat.jdbc.pool.PoolProperties;
import org.postgresql.PGProperty;

/// Opens connections: those of the pool, handed out in the order of arrival, and single ones beside it. Each
/// one has bounds on everything it may wait for, so that a database which hangs does not hang us.
final class Connections implements AutoCloseable {

    private static final int WAIT_SECONDS = 5;
    private static final int CONNECT_SECONDS = 4;
    private static final int VALIDATION_SECONDS = 1;

    /// Longer than any statement may take: it only ends the wait for a server that has vanished without a word.
    private static final int SILENCE_SECONDS = 30;

    private static final Duration STATEMENT_LIMIT = Duration.ofSeconds(20);

    /// Nothing waits for anything inside a transaction, so who is idle in one stands still or is gone, and the
    /// rows that he has locked are needed elsewhere.
    private static final Duration IDLE_IN_TRANSACTION_LIMIT = Duration.ofSeconds(5);

    private static final Duration PAUSE = Duration.ofMillis(100);

    /// The driver gives a session the zone of the machine; with this a day is the same day on every node.
    private static final String IN_UTC = "set time zone 'UTC'";

    private final DatabaseSettings settings;
    private final org.apache.tomcat.jdbc.pool.DataSource pool;
    private volatile boolean closed;

    Connections(DatabaseSettings settings) {
        this.settings = settings;
        pool = new org.apache.tomcat.jdbc.pool.DataSource(pooling(settings));
    }

    /// A connection of the pool. A server that is just restarting is tried again until the 5 s are over; what
    /// will not pass (a wrong password) is told at once.
    Connection take() {
        var end = System.nanoTime() + Duration.ofSeconds(WAIT_SECONDS).toNanos();
        while (true) {
            // The pool would open itself again for a straggler.
            if (closed) {
                throw new DatabaseUnavailable(
                        "the connections to " + settings.place() + " are closed: we are stopping");
            }
            try {
                return pool.getConnection();
            } catch (SQLException fault) {
                var inTime = System.nanoTime() + PAUSE.toNanos() < end;
                if (!inTime || !DatabaseUnavailable.passes(fault) || !paused()) {
                    throw DatabaseUnavailable.because(fault, settings);
                }
            }
        }
    }

    /// A connection beside the pool, for one who keeps it; the caller closes it.
    Connection own() {
        try {
            var connection = DriverManager.getConnection(
                    settings.url(), driver(settings, STATEMENT_LIMIT, IDLE_IN_TRANSACTION_LIMIT));
            try (var statement = connection.createStatement()) {
                statement.execute(IN_UTC);
            }
            return connection;
        } catch (SQLException fault) {
            throw DatabaseUnavailable.because(fault, settings);
        }
    }

    DataSource pool() {
        return pool;
    }

    @Override
    public void close() {
        closed = true;
        pool.close(true);
    }

    /// What the driver is told. A parameter that stands in the URL outranks ours.
    static Properties driver(DatabaseSettings settings, Duration statementLimit, Duration idleInTransactionLimit) {
        var properties = new Properties();
        PGProperty.USER.set(properties, settings.user());
        PGProperty.PASSWORD.set(properties, settings.password().reveal());
        PGProperty.APPLICATION_NAME.set(properties, "tocsin");
        PGProperty.CONNECT_TIMEOUT.set(properties, CONNECT_SECONDS);
        PGProperty.LOGIN_TIMEOUT.set(properties, CONNECT_SECONDS);
        PGProperty.SOCKET_TIMEOUT.set(properties, (int) statementLimit.toSeconds() + SILENCE_SECONDS);
        PGProperty.CANCEL_SIGNAL_TIMEOUT.set(properties, CONNECT_SECONDS);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        PGProperty.REWRITE_BATCHED_INSERTS.set(properties, true);
        PGProperty.OPTIONS.set(
                properties,
                "-c default_transaction_isolation=read\\ committed -c statement_timeout=%d -c idle_in_transaction_session_timeout=%d"
                        .formatted(statementLimit.toMillis(), idleInTransactionLimit.toMillis()));
        return properties;
    }

    private static PoolProperties pooling(DatabaseSettings settings) {
        var pooling = new PoolProperties();
        pooling.setUrl(settings.url());
        pooling.setDriverClassName("org.postgresql.Driver");
        pooling.setDbProperties(driver(settings, STATEMENT_LIMIT, IDLE_IN_TRANSACTION_LIMIT));
        pooling.setUsername(settings.user());
        pooling.setPassword(settings.password().reveal());
        pooling.setInitSQL(IN_UTC);
        pooling.setFairQueue(true);
        pooling.setMaxWait(WAIT_SECONDS * 1000);
        pooling.setMaxActive(settings.poolSize());
        pooling.setMaxIdle(settings.poolSize());
        pooling.setInitialSize(0);
        pooling.setMinIdle(0);
        pooling.setMinEvictableIdleTimeMillis(60_000);
        // Tells of a fail-over: a connection is not kept to the old server for ever.
        pooling.setMaxAge(Duration.ofMinutes(30).toMillis());
        // Each connection is asked whether it lives before it is given out (some 50 µs): a restart of the
        // server costs no transaction that begins after it.
        pooling.setTestOnBorrow(true);
        pooling.setValidationInterval(0);
        pooling.setValidationQueryTimeout(VALIDATION_SECONDS);
        pooling.setDefaultAutoCommit(true);
        pooling.setRollbackOnReturn(true);
        pooling.setJdbcInterceptors("ConnectionState");
        pooling.setPropagateInterruptState(true);
        pooling.setJmxEnabled(false);
        return pooling;
    }

    /// A server that is starting says nothing when it is done; it is asked again.
    private static boolean paused() {
        try {
            Thread.sleep(PAUSE);
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
