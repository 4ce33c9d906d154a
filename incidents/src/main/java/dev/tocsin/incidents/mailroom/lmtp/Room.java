package dev.tocsin.incidents.mailroom.lmtp;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The memory that all arriving mails share, so that fifty large ones at once do not take the process down.
final class Room {
    static final int PIECE = 64 << 10;

    private final Semaphore pieces;
    private final Duration wait;

    Room(int bytes, Duration wait) {
        pieces = new Semaphore(bytes / PIECE, true);
        this.wait = wait;
    }

    /// Waits for one more piece; false when there was none in time.
    boolean take() {
        try {
            return pieces.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void giveBack(int taken) {
        pieces.release(taken);
    }
}
