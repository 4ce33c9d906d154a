package dev.tocsin.monitor.probe.socket;

import dev.tocsin.monitor.probe.Dial;
import dev.tocsin.monitor.probe.Progress;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Counts what comes in over a connection, before and after it was encrypted, and stops at 1 MiB: no dialogue needs
/// more.
final class Metered extends FilterInputStream {

    static final int MOST_BYTES = 1024 * 1024;

    private final Progress progress;
    private volatile long count;

    Metered(InputStream in, long before, Progress progress) {
        super(in);
        this.count = before;
        this.progress = progress;
    }

    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        var single = super.read();
        note(single < 0 ? 0 : 1);
        return single;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        var read = super.read(bytes, from, length);
        note(Math.max(0, read));
        return read;
    }

    private void note(int read) throws IOException {
        if (count == 0 && read > 0) {
            progress.enter(Progress.Phase.TRANSFER);
        }
        var sum = count + read;
        count = sum;
        if (sum > MOST_BYTES) {
            throw new Dial.TooMuch();
        }
    }
}
