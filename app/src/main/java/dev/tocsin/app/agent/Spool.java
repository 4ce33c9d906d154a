package dev.tocsin.app.agent;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Looks that wait for the server to come back, in files, so that neither memory nor the end of the process
/// matters. Each file is one post. There is room for so many looks and bytes; then the oldest file goes, and its
/// looks are counted.
final class Spool implements AutoCloseable {
    private static final String ENDING = ".looks";
    private static final Pattern FORM = Pattern.compile("\\d{16}\\.looks");
    private static final String DROPPED = "dropped";

    private final Path folder;
    private final Limits limits;
    private final FileChannel lock;
    private final Deque<Segment> segments = new ArrayDeque<>();
    private long next;
    private long dropped;
    private Optional<Segment> taken = Optional.empty();

    /// The most looks and bytes there may be in all, and in one file.
    record Limits(long looks, long bytes, int looksAtOnce, int bytesAtOnce) {}

    /// One file.
    private record Segment(Path file, int looks, long bytes) {}

    /// Looks to be posted together, oldest first; see [Spool#posted].
    record Batch(List<String> lines) {}

    private Spool(Path folder, Limits limits, FileChannel lock) {
        this.folder = folder;
        this.limits = limits;
        this.lock = lock;
    }

    /// Opens `folder`, which is made where it is missing, with what an earlier process left there.
    /// @throws IOException with a line for a person, when it cannot be used or another process uses it
    static Spool open(Path folder, Limits limits) throws IOException {
        makePrivate(folder);
        var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock held = channel.tryLock();
            if (held == null) {
                throw new IOException("another agent runs on the folder " + folder + ", give each its own with --data");
            }
        } catch (OverlappingFileLockException ours) {
            channel.close();
            throw new IOException(
                    "another agent runs on the folder " + folder + ", give each its own with --data", ours);
        }
        var spool = new Spool(folder, limits, channel);
        spool.recover();
        return spool;
    }

    /// What looks saw is nobody else's business on this machine.
    private static void makePrivate(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
        }
    }

    /// Keeps `lines` behind all others. What does not fit at the other end is dropped, and so are they where the
    /// disk refuses them.
    /// @throws IOException when the disk refuses; they are counted as dropped
    synchronized void add(List<String> lines) throws IOException {
        var kept = 0;
        try {
            for (var line : lines) {
                append(line);
                kept++;
            }
        } catch (IOException full) {
            drop(lines.size() - kept);
            throw full;
        }
        while (waiting() > limits.looks() || bytes() > limits.bytes()) {
            var oldest = segments.getFirst();
            remove(oldest);
            drop(oldest.looks());
        }
    }

    /// The oldest looks, while there are any. They stay until they are [#posted].
    /// @throws IOException when they cannot be read; they are counted as dropped
    synchronized Optional<Batch> oldest() throws IOException {
        taken = Optional.ofNullable(segments.peekFirst());
        if (taken.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Batch(Files.readAllLines(taken.get().file())));
        } catch (IOException unreadable) {
            // One file that the disk has spoiled must not hold up all after it.
            refused();
            throw unreadable;
        }
    }

    /// What [#oldest] gave is the server's now.
    synchronized void posted() throws IOException {
        if (taken.isPresent() && segments.contains(taken.get())) {
            remove(taken.get());
        }
        taken = Optional.empty();
    }

    /// What [#oldest] gave will never be taken by the server.
    synchronized void refused() throws IOException {
        if (taken.isPresent() && segments.contains(taken.get())) {
            drop(taken.get().looks());
        }
        posted();
    }

    synchronized boolean isEmpty() {
        return segments.isEmpty();
    }

    synchronized long waiting() {
        return segments.stream().mapToLong(Segment::looks).sum();
    }

    /// How many looks were given up since this folder was first used.
    synchronized long dropped() {
        return dropped;
    }

    /// Counts looks that were given up elsewhere. The count outlives the process where the disk lets it.
    synchronized void drop(long looks) {
        dropped += looks;
        try {
            Files.writeString(folder.resolve(DROPPED), Long.toString(dropped));
        } catch (IOException _) {
            // Then it is told of this run alone.
        }
    }

    private void append(String line) throws IOException {
        var text = (line + "\n").getBytes(StandardCharsets.UTF_8);
        var last = segments.peekLast();
        var fits = last != null
                && taken.filter(last::equals).isEmpty()
                && last.looks() < limits.looksAtOnce()
                && last.bytes() + text.length <= limits.bytesAtOnce();
        var segment = fits ? last : new Segment(folder.resolve("%016d%s".formatted(next++, ENDING)), 0, 0);
        // Not a channel: whoever is interrupted while it posts still has to put it here.
        try (var file = new FileOutputStream(segment.file().toFile(), true)) {
            file.write(text);
        }
        if (fits) {
            segments.removeLast();
        }
        segments.addLast(new Segment(segment.file(), segment.looks() + 1, segment.bytes() + text.length));
    }

    private long bytes() {
        return segments.stream().mapToLong(Segment::bytes).sum();
    }

    private void remove(Segment segment) throws IOException {
        Files.deleteIfExists(segment.file());
        segments.remove(segment);
    }

    /// A line that a power cut left torn is none.
    private void recover() throws IOException {
        var files = new ArrayList<Path>();
        try (Stream<Path> all = Files.list(folder)) {
            all.filter(file -> FORM.matcher(String.valueOf(file.getFileName())).matches())
                    .sorted()
                    .forEach(files::add);
        }
        for (var file : files) {
            var text = Files.readAllBytes(file);
            var end = text.length;
            while (end > 0 && text[end - 1] != '\n') {
                end--;
            }
            if (end < text.length) {
                try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(end);
                }
            }
            var looks = 0;
            for (var i = 0; i < end; i++) {
                looks += text[i] == '\n' ? 1 : 0;
            }
            if (looks == 0) {
                Files.delete(file);
            } else {
                segments.addLast(new Segment(file, looks, end));
            }
            var name = String.valueOf(file.getFileName());
            next = Long.parseLong(name.substring(0, name.length() - ENDING.length())) + 1;
        }
        var count = folder.resolve(DROPPED);
        if (Files.exists(count)) {
            var text = Files.readString(count).strip();
            dropped = text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
