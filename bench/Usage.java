import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What a group of processes has used of the machine, from `/proc`. `cpuSeconds` is user and system time since they
/// began; `rss` counts memory that they share once for each of them, `pss` once in all. Bytes.
record Usage(double cpuSeconds, long rss, long pss) {
    // Linux shows all times of /proc in hundredths of a second, whatever the kernel's own clock.
    private static final double TICKS_PER_SECOND = 100;

    /// The process itself, without its children.
    static Usage of(ProcessHandle process) {
        return sum(Stream.of(process), false);
    }

    /// All processes below it. Those that ended are in: their time went over to whoever reaped them, so the work of a
    /// short-lived background process counts too.
    static Usage below(ProcessHandle process) {
        return sum(process.descendants(), true);
    }

    Usage since(Usage earlier) {
        return new Usage(cpuSeconds - earlier.cpuSeconds, rss, pss);
    }

    Usage and(Usage other) {
        return new Usage(cpuSeconds + other.cpuSeconds, rss + other.rss, pss + other.pss);
    }

    private static Usage sum(Stream<ProcessHandle> processes, boolean reaped) {
        return processes
                .map(process -> one(Path.of("/proc", Long.toString(process.pid())), reaped))
                .reduce(new Usage(0, 0, 0), Usage::and);
    }

    private static Usage one(Path folder, boolean reaped) {
        try {
            var stat = Files.readString(folder.resolve("stat"));
            // Fields are counted behind the name, which may hold blanks: utime is the 14th, stime, cutime, cstime follow.
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            var ticks = 0L;
            for (var i = 11; i < (reaped ? 15 : 13); i++) {
                ticks += Long.parseLong(fields[i]);
            }
            return new Usage(
                    ticks / TICKS_PER_SECOND,
                    kilobytes(folder.resolve("status"), "VmRSS:"),
                    kilobytes(folder.resolve("smaps_rollup"), "Pss:"));
        } catch (NoSuchFileException ended) {
            return new Usage(0, 0, 0);
        } catch (IOException fault) {
            // A process that ends while it is read answers "no such process".
            if (!Files.exists(folder)) {
                return new Usage(0, 0, 0);
            }
            throw new UncheckedIOException("cannot read " + folder, fault);
        }
    }

    private static long kilobytes(Path file, String key) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException fault) {
            if (!Files.exists(file)) {
                return 0;
            }
            throw fault;
        }
        return lines.stream()
                .filter(line -> line.startsWith(key))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1_024)
                .sum();
    }
}
