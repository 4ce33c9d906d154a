package dev.tocsin.monitor.posture.live;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The open connections of one look on which nobody waits for an answer: what one handshake allows to be asked needs no
/// second one.
final class Lines implements AutoCloseable {

    private record Place(String address, Optional<String> serverName, boolean secure) {}

    private final Map<Place, Deque<Line>> idle = new HashMap<>();
    private boolean closed;

    /// One that is open to there, which is then the caller's alone.
    synchronized Optional<Line> take(Endpoint endpoint, boolean secure) {
        return Optional.ofNullable(idle.get(place(endpoint, secure))).map(Deque::poll);
    }

    /// Keeps it for whoever asks next.
    synchronized void keep(Endpoint endpoint, boolean secure, Line line) throws IOException {
        if (closed) {
            line.close();
        } else {
            idle.computeIfAbsent(place(endpoint, secure), _ -> new ArrayDeque<>())
                    .add(line);
        }
    }

    private static Place place(Endpoint endpoint, boolean secure) {
        return new Place(endpoint.text(), endpoint.serverName(), secure);
    }

    @Override
    public synchronized void close() {
        closed = true;
        for (var lines : idle.values()) {
            for (var line : lines) {
                try {
                    line.close();
                } catch (IOException gone) {
                    // It is closed one way or the other.
                }
            }
        }
        idle.clear();
    }
}
