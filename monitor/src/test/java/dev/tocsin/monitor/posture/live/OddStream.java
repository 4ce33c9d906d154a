package dev.tocsin.monitor.posture.live;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;

/// What comes from a peer that never ends.
final class OddStream extends InputStream {

    private interface Source {
        int next() throws IOException;
    }

    private final Source source;

    private OddStream(Source source) {
        this.source = source;
    }

    /// Nothing, until the time is over.
    static InputStream silent() {
        return new OddStream(() -> {
            throw new SocketTimeoutException("silence");
        });
    }

    /// The same bytes again and again.
    static InputStream repeating(byte[] bytes) {
        var at = new int[1];
        return new OddStream(() -> bytes[at[0]++ % bytes.length] & 0xff);
    }

    @Override
    public int read() throws IOException {
        return source.next();
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
        if (most == 0) {
            return 0;
        }
        into[from] = (byte) source.next();
        return 1;
    }
}
