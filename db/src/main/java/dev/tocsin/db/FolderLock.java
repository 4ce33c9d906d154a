package dev.tocsin.db;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The right to run a server on a folder: held by one process at a time, and let go by the operating system
/// when that process dies, however it dies.
final class FolderLock implements AutoCloseable {

    /// A process loses such a lock when it closes *any* opening of the file, were it only to read it. So before
    /// a file is opened we ask here whether this process holds it; nothing but a memory of the whole process
    /// can answer that.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    /// One who only asks holds the lock for an instant; that is no reason to give up.
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Path file;
    private final FileChannel channel;

    private FolderLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// Takes the lock `file`; empty when another holds it. Blocks for one second at most.
    static Optional<FolderLock> take(Path file) throws IOException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        var lock = attempt(file);
        while (lock.isEmpty() && System.nanoTime() < end && paused()) {
            lock = attempt(file);
        }
        if (lock.isPresent()) {
            lock.get().sign();
        }
        return lock;
    }

    /// Whether anybody holds the lock now.
    static boolean held(Path file) throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        var lock = attempt(file);
        if (lock.isPresent()) {
            lock.get().close();
        }
        return lock.isEmpty();
    }

    /// The number of the process that holds or held the lock, as it wrote it down.
    static String holder(Path file) throws IOException {
        return HELD_HERE.contains(real(file))
                ? Long.toString(ProcessHandle.current().pid())
                : Files.readString(file).strip();
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD_HERE.remove(file);
        }
    }

    private static Optional<FolderLock> attempt(Path file) throws IOException {
        var real = real(file);
        if (!HELD_HERE.add(real)) {
            return Optional.empty();
        }
        FileChannel channel = null;
        var locked = false;
        try {
            channel = FileChannel.open(
                    real, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), Folders.OURS_ALONE);
            locked = channel.tryLock() != null;
            return locked ? Optional.of(new FolderLock(real, channel)) : Optional.empty();
        } finally {
            if (!locked) {
                if (channel != null) {
                    channel.close();
                }
                HELD_HERE.remove(real);
            }
        }
    }

    private static Path real(Path file) throws IOException {
        return file.resolveSibling(".").toRealPath().resolve(file.getFileName());
    }

    private void sign() throws IOException {
        var number = Long.toString(ProcessHandle.current().pid()) + "\n";
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(number.getBytes(StandardCharsets.UTF_8)), 0);
    }

    /// A lock on a file cannot be waited for with a bound, only asked for again.
    private static boolean paused() {
        try {
            Thread.sleep(Duration.ofMillis(50));
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
