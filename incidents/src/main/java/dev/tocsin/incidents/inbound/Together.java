package dev.tocsin.incidents.inbound;

import dev.tocsin.db.Database;
import dev.tocsin.db.DatabaseUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// Lets those who come at the same time share a transaction: a thousand events within a second would each hold a
/// connection while they wait for the one lock that opening incidents takes. Whoever has the turn acts for all that
/// wait; nobody waits for others who are yet to come.
final class Together<A, R> {
    private static final int MOST = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Function<List<A>, List<R>> act;
    private final Queue<Seat<A, R>> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock turn = new ReentrantLock(true);

    /// One who waits. Written and read under the lock alone.
    private static final class Seat<A, R> {
        private final A wish;
        private Optional<R> result = Optional.empty();
        private Optional<RuntimeException> fault = Optional.empty();

        Seat(A wish) {
            this.wish = wish;
        }

        boolean served() {
            return result.isPresent() || fault.isPresent();
        }
    }

    /// @param act does what all of them wish, in one transaction, and answers in their order
    Together(Function<List<A>, List<R>> act) {
        this.act = act;
    }

    /// Blocks until it is done, 10 s for its turn at most.
    /// @throws DatabaseUnavailable when its turn did not come in time; then nothing was done
    R act(A wish) {
        var seat = new Seat<A, R>(wish);
        waiting.add(seat);
        while (true) {
            if (!takeTurn()) {
                if (waiting.remove(seat)) {
                    throw new DatabaseUnavailable("too much came at once to be taken within 10 s: try again");
                }
                continue;
            }
            try {
                if (!seat.served()) {
                    serve();
                }
                if (seat.served()) {
                    seat.fault.ifPresent(fault -> {
                        throw fault;
                    });
                    return seat.result.orElseThrow();
                }
            } finally {
                turn.unlock();
            }
        }
    }

    private boolean takeTurn() {
        try {
            return turn.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void serve() {
        var seats = new ArrayList<Seat<A, R>>();
        for (var next = waiting.poll(); next != null; next = seats.size() < MOST ? waiting.poll() : null) {
            seats.add(next);
        }
        try {
            serve(seats);
        } catch (RuntimeException fault) {
            // One that cannot be done must not spoil the others.
            if (seats.size() == 1 || Database.isUnavailable(fault)) {
                seats.forEach(seat -> seat.fault = Optional.of(fault));
            } else {
                seats.forEach(this::serveAlone);
            }
        }
    }

    private void serveAlone(Seat<A, R> seat) {
        try {
            serve(List.of(seat));
        } catch (RuntimeException fault) {
            seat.fault = Optional.of(fault);
        }
    }

    private void serve(List<Seat<A, R>> seats) {
        var results = act.apply(seats.stream().map(seat -> seat.wish).toList());
        for (var i = 0; i < seats.size(); i++) {
            seats.get(i).result = Optional.of(results.get(i));
        }
    }
}
