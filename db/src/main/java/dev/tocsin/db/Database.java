package dev.tocsin.db;

import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// The only opener of transactions. Stores take the [Handle] and so show that they are inside one.
public final class Database implements AutoCloseable {

    /// Opens a pool. Blocks until the first connection stands, `connectTimeout` at most.
    /// @throws DatabaseUnavailable when no connection can be had; its message names the server and the cure
    public static Database open(DatabaseSettings settings) {
        throw new UnsupportedOperationException();
    }

    /// Runs `work` in one READ COMMITTED transaction: committed when it returns, rolled back when it throws. Waits at
    /// most 5 s for a connection, in the order of arrival. A transaction inside a transaction is a fault in the
    /// caller's design and is refused with an `IllegalStateException`.
    public <T> T transact(Function<Handle, T> work) {
        throw new UnsupportedOperationException();
    }

    /// [#transact] for work without a result.
    public void run(Consumer<Handle> work) {
        throw new UnsupportedOperationException();
    }

    /// Called at the door of everything that waits for the network: throws `IllegalStateException` when the calling
    /// thread is inside a transaction.
    public static void requireNoTransaction() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
