package dev.tocsin.app.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.thread.Scheduler;

/// Cuts off clients that never finish the head of a request. Jetty's idle time-out does not see them, since each byte
/// they send starts it anew, and its data rate counts bodies only.
final class SlowHeads implements Connection.Listener {
    private static final int CHECKS_A_LIMIT = 5;
    private final Duration limit;
    private final Scheduler scheduler;
    private final Map<Connection, Progress> connections = new ConcurrentHashMap<>();

    /// Where a connection stood when it was last looked at: the requests it had sent, and since when it has been
    /// sending the next one.
    private record Progress(long requests, long bytes, long since) {}

    /// A head may take `limit`, or a fifth more.
    SlowHeads(Duration limit, Scheduler scheduler) {
        this.limit = limit;
        this.scheduler = scheduler;
    }

    void start() {
        scheduler.schedule(this::check, limit.toMillis() / CHECKS_A_LIMIT, TimeUnit.MILLISECONDS);
    }

    @Override
    public void onOpened(Connection connection) {
        connections.put(connection, new Progress(0, 0, System.nanoTime()));
    }

    @Override
    public void onClosed(Connection connection) {
        connections.remove(connection);
    }

    private void check() {
        var now = System.nanoTime();
        connections.forEach((connection, before) -> {
            var after = progress(connection, before, now);
            if (now - after.since() > limit.toNanos()) {
                connection.getEndPoint().close();
            }
            connections.replace(connection, before, after);
        });
        start();
    }

    private static Progress progress(Connection connection, Progress before, long now) {
        var requests = connection.getMessagesIn();
        var bytes = connection.getBytesIn();
        var atWork = requests != connection.getMessagesOut();
        var silent = bytes == before.bytes() && requests > 0;
        return atWork || silent || requests != before.requests()
                ? new Progress(requests, bytes, now)
                : new Progress(requests, bytes, before.since());
    }
}
