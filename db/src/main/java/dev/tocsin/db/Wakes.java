package dev.tocsin.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Wakes workers, here and on every other node, once the transaction that made their work has committed.
///
/// A signal is PostgreSQL's `NOTIFY`, given inside the transaction: it is delivered only on commit, so a worker
/// never wakes before its row is there. Signals only make a sweep immediate; a lost one costs the second until
/// the next sweep, which asks for the rows themselves.
public final class Wakes implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Wakes.class);

    private static final String CHANNEL = "tocsin_wake";
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /// So long may a connection be silent before it is asked whether it still lives.
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final Database database;
    private final Map<String, Worker> workers = new ConcurrentHashMap<>();
    private final DueWork due = new DueWork();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread listener = Thread.ofPlatform().daemon().name("wakes").unstarted(this::listenUntilClosed);
    private volatile boolean listening;
    private volatile @Nullable Connection ears;

    /// Listens on one connection of its own and reconnects by itself when it breaks.
    public Wakes(Database database) {
        this.database = database;
    }

    /// Inside a transaction: wake whoever does `work` when it commits.
    public static void signal(Handle handle, String work) {
        handle.createQuery("select pg_notify(:channel, :work)")
                .bind("channel", CHANNEL)
                .bind("work", work)
                .mapTo(String.class)
                .one();
    }

    /// Registers the worker for `work`. It runs on a thread of its own, one run at a time; signals that come
    /// while it runs make it run once more. What it throws is logged and counted; the worker stays.
    public void on(String work, Runnable worker) {
        workers.compute(work, (name, present) -> {
            if (present != null) {
                throw new IllegalStateException("%s has a worker already: register each work once".formatted(name));
            }
            return new Worker(name, worker);
        });
    }

    /// The same, for work that falls due without a signal: [#sweepDue] wakes the worker when `rows` finds any. It
    /// is a query with `:now` that an index answers. The worker claims what it finds, for other nodes sweep too.
    public void on(String work, Runnable worker, String rows) {
        on(work, worker);
        due.add(work, rows);
    }

    /// Asks in one statement which work has rows that are due at `now`, and wakes those who do it. To be called every
    /// second, on every node; blocks for the database.
    public void sweepDue(Instant now) {
        database.transact(handle -> due.at(handle, now)).forEach(this::wake);
    }

    /// Wakes the local worker for `work` without a transaction. Work that nobody here does is left to the other nodes.
    public void wake(String work) {
        var worker = workers.get(work);
        if (worker != null) {
            worker.wake();
        }
    }

    /// Begins to listen. Returns at once: without a connection it keeps trying, and each time it gets one it
    /// wakes every worker once, for what was signalled meanwhile.
    public void start() {
        listener.start();
    }

    /// Whether signals from other nodes are heard at this moment.
    public boolean listening() {
        return listening;
    }

    /// How often the worker for `work` has thrown since the start.
    public long failures(String work) {
        var worker = workers.get(work);
        return worker == null ? 0 : worker.failures();
    }

    /// No run begins any more; the runs under way may take 5 s in all to end and are then interrupted.
    @Override
    public void close() {
        closed.countDown();
        var end = System.nanoTime() + CLOSE_LIMIT.toNanos();
        workers.values().forEach(Worker::stop);
        workers.values().forEach(worker -> worker.awaitEnd(Duration.ofNanos(end - System.nanoTime())));
        deafen();
    }

    /// Ends the wait of the listener, which no interrupt would.
    private void deafen() {
        var connection = ears;
        try {
            if (connection != null) {
                connection.abort(Runnable::run);
            }
            // In milliseconds, for only this form bears a listener that was never started.
            listener.join(1_000);
        } catch (SQLException broken) {
            LOG.debug("the listening connection was broken already", broken);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean open() {
        return closed.getCount() > 0;
    }

    private void listenUntilClosed() {
        var pause = FIRST_PAUSE;
        while (open()) {
            try (var connection = database.ownConnection()) {
                begin(connection);
                pause = FIRST_PAUSE;
                workers.values().forEach(Worker::wake);
                hear(connection);
            } catch (SQLException | DatabaseUnavailable fault) {
                // Once an outage is enough.
                if (open() && pause.equals(FIRST_PAUSE)) {
                    LOG.warn("wakes are not heard, sweeps go on ({}): trying again", fault.getMessage());
                }
            }
            listening = false;
            pause = pausedAfter(pause);
        }
    }

    private void begin(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("listen " + CHANNEL);
        }
        ears = connection;
        listening = true;
    }

    private void hear(Connection connection) throws SQLException {
        var postgres = connection.unwrap(PGConnection.class);
        while (open()) {
            var signals = postgres.getNotifications((int) SILENCE.toMillis());
            if (signals == null || signals.length == 0) {
                if (!connection.isValid(2)) {
                    throw new SQLException("the connection fell silent");
                }
                continue;
            }
            for (var signal : signals) {
                wake(signal.getParameter());
            }
        }
    }

    /// Waits before the next try and answers the pause after that.
    private Duration pausedAfter(Duration pause) {
        try {
            var _ = closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
        var next = pause.multipliedBy(2);
        return next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
    }
}
