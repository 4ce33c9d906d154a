package dev.tocsin.monitor.posture.live;

import java.time.Duration;

/// How long a look may take: each connection of it, and all of it together. A target that answers every question at the
/// last moment ends the look and nothing else.
final class Patience {

    /// A look makes its connections beside each other, and follows each way hop by hop.
    private static final int CONNECTIONS_IN_A_ROW = 6;

    private final Duration connection;
    private final long began = System.nanoTime();

    Patience(Duration connection) {
        this.connection = connection;
    }

    /// For a connection that begins now; zero when the time of the look is over.
    Duration left() {
        var left = connection.multipliedBy(CONNECTIONS_IN_A_ROW).minusNanos(System.nanoTime() - began);
        return left.isNegative() ? Duration.ZERO : left.compareTo(connection) < 0 ? left : connection;
    }
}
