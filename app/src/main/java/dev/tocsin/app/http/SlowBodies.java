package dev.tocsin.app.http;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.BadMessageException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Refuses bodies that come too slowly: they hold a thread and a buffer. Jetty's own least rate also refuses a body
/// that is here as a whole and that we were slow to read; a job that says `ok` was not heard when we stood still for
/// 31 ms.
final class SlowBodies extends Handler.Wrapper {
    private static final int BYTES_PER_SECOND = 64;

    SlowBodies(Handler handler) {
        super(handler);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return super.handle(new Timed(request), response, callback);
    }

    private static final class Timed extends Request.Wrapper {
        private boolean begun;
        private long beganAt;
        private long bytes;

        private Timed(Request request) {
            super(request);
        }

        @Override
        public Content.Chunk read() {
            var chunk = super.read();
            if (chunk == null || Content.Chunk.isFailure(chunk)) {
                return chunk;
            }
            var now = System.nanoTime();
            if (!begun) {
                begun = true;
                beganAt = now;
            }
            bytes += chunk.remaining();
            if (chunk.isLast() || bytes >= BYTES_PER_SECOND * TimeUnit.NANOSECONDS.toMillis(now - beganAt) / 1_000) {
                return chunk;
            }
            chunk.release();
            var late = new BadMessageException(HttpStatus.REQUEST_TIMEOUT_408, "the body comes too slowly");
            fail(late);
            return Content.Chunk.from(late, true);
        }
    }
}
