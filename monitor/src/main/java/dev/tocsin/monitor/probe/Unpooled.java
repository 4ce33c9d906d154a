package dev.tocsin.monitor.probe;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import okhttp3.ConnectionPool;
import okhttp3.internal.concurrent.TaskRunner;
import okhttp3.internal.connection.ConnectionListener;
import okhttp3.internal.connection.RealConnectionPool;

/// Makes a connection pool that keeps nothing and has nothing to tidy. OkHttp's own would wake a shared thread twice a
/// look to do so, under one lock for all looks; its public constructors leave no choice, hence the internal ones.
final class Unpooled implements TaskRunner.Backend {

    private static final Unpooled IDLE = new Unpooled();
    private static final Logger SILENT = Logger.getLogger(Unpooled.class.getName());

    private Unpooled() {}

    static ConnectionPool pool() {
        var tasks = new TaskRunner(IDLE, SILENT);
        return new ConnectionPool(
                new RealConnectionPool(tasks, 0, 1, TimeUnit.DAYS, ConnectionListener.Companion.getNONE()));
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void coordinatorNotify(TaskRunner tasks) {}

    @Override
    public void coordinatorWait(TaskRunner tasks, long nanos) {}

    @Override
    public <T> BlockingQueue<T> decorate(BlockingQueue<T> queue) {
        return queue;
    }

    /// Does not: the only task ever given is to close idle connections, and none is kept.
    @Override
    public void execute(TaskRunner tasks, Runnable task) {}
}
