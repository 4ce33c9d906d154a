package dev.tocsin.monitor.probe.socket;

import dev.tocsin.monitor.probe.Dial;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/// Hands what a WebSocket tells, on its own thread, to the thread that talks.
final class Ear extends WebSocketListener {

    sealed interface Event {}

    /// The upgrade was granted.
    record Opened(Response answer) implements Event {}

    /// A message came; one of bytes is read as if it were text.
    record Message(String text) implements Event {}

    /// The peer wants to say no more.
    record Closing(int code, String reason) implements Event {}

    /// Nothing more will come. `answer` is there when it was the upgrade that failed.
    record Broken(IOException failure, Optional<Response> answer) implements Event {}

    private static final int MOST_UNREAD = 1000;

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    /// The next event. Blocks until there is one: the deadline ends the WebSocket, and that is one.
    Event next() throws Breakdown {
        try {
            return events.take();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw Breakdown.ours("the look was interrupted");
        }
    }

    /// Blocks until the WebSocket has ended, `wait` at most.
    void awaitEnd(Duration wait) {
        try {
            var _ = ended.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void onOpen(WebSocket socket, Response response) {
        events.add(new Opened(response));
    }

    @Override
    public void onMessage(WebSocket socket, String text) {
        hear(socket, new Message(text));
    }

    @Override
    public void onMessage(WebSocket socket, ByteString bytes) {
        hear(socket, new Message(bytes.utf8()));
    }

    private void hear(WebSocket socket, Message message) {
        if (events.size() < MOST_UNREAD) {
            events.add(message);
        } else {
            events.add(new Broken(new Dial.TooMuch(), Optional.empty()));
            socket.cancel();
        }
    }

    @Override
    public void onClosing(WebSocket socket, int code, String reason) {
        events.add(new Closing(code, reason));
        ended.countDown();
    }

    @Override
    public void onFailure(WebSocket socket, Throwable failure, @Nullable Response response) {
        var known = failure instanceof IOException io ? io : new IOException(failure);
        events.add(new Broken(known, Optional.ofNullable(response)));
        ended.countDown();
    }
}
