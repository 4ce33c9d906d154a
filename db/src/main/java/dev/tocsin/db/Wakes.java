package dev.tocsin.db;

import org.jdbi.v3.core.Handle;

/// Wakes workers, here and on every other node, once the transaction that made their work has committed.
///
/// A signal is PostgreSQL's `NOTIFY`, given inside the transaction: it is delivered only on commit, so a worker never
/// wakes before its row is there. Signals only make a sweep immediate; a lost one costs the second until the next
/// sweep.
public final class Wakes implements AutoCloseable {

    /// Listens on one connection of its own and reconnects by itself when it breaks.
    public Wakes(Database database) {}

    /// Inside a transaction: wake whoever does `work` when it commits.
    public static void signal(Handle handle, String work) {
        throw new UnsupportedOperationException();
    }

    /// Registers the worker for `work`. It runs on a thread of its own, one run at a time; signals that come while it
    /// runs make it run once more. What it throws is logged and counted; the worker stays.
    public void on(String work, Runnable worker) {
        throw new UnsupportedOperationException();
    }

    /// Wakes the local worker for `work` without a transaction; the periodic sweep uses it.
    public void wake(String work) {
        throw new UnsupportedOperationException();
    }

    public void start() {}

    @Override
    public void close() {}
}
