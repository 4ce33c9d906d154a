package dev.tocsin.monitor.probe;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import org.conscrypt.AllocatedBuffer;
import org.conscrypt.BufferAllocator;

/// Lends Conscrypt the memory outside of the heap through which it speaks to BoringSSL, and takes it back. Left alone
/// it allocates 33 KiB anew for each connection, which only comes free when the collector has found it twice.
final class TlsBuffers extends BufferAllocator {

    /// Holds the largest TLS record (RFC 8446, 5.2) with its header.
    private static final int BYTES = 17 * 1024;

    private static final int MOST_KEPT = 256;

    private final Queue<ByteBuffer> idle = new ArrayBlockingQueue<>(MOST_KEPT);

    @Override
    public AllocatedBuffer allocateDirectBuffer(int capacity) {
        if (capacity > BYTES) {
            return AllocatedBuffer.wrap(ByteBuffer.allocateDirect(capacity));
        }
        var kept = idle.poll();
        var buffer = kept == null ? ByteBuffer.allocateDirect(BYTES) : kept;
        return new Lent(buffer.clear());
    }

    private final class Lent extends AllocatedBuffer {

        private final ByteBuffer buffer;
        private boolean returned;

        Lent(ByteBuffer buffer) {
            this.buffer = buffer;
        }

        @Override
        public ByteBuffer nioBuffer() {
            return buffer;
        }

        /// Takes it back once only: two looks with one buffer would read each other's secrets.
        @Override
        public synchronized AllocatedBuffer release() {
            if (!returned) {
                returned = true;
                idle.offer(buffer);
            }
            return this;
        }
    }
}
