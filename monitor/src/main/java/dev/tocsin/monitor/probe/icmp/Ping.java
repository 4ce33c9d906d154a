package dev.tocsin.monitor.probe.icmp;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The system's own `ping`, which may do what this process may not. It runs once and is killed when it is not wanted.
final class Ping {

    private static final int MOST_BYTES = 64 * 1024;

    private volatile @Nullable Process process;
    private volatile boolean over;

    /// Sends `count` echoes, a second apart, and waits for answers until `left` is over. What it prints, both of its
    /// outputs as one.
    /// @throws IOException when there is no ping here
    String run(InetAddress address, int count, Duration left) throws IOException {
        var builder = new ProcessBuilder(command(address, count, left)).redirectErrorStream(true);
        builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
        builder.environment().put("LC_ALL", "C");
        var started = builder.start();
        process = started;
        if (over) {
            stop();
        }
        try (var out = started.getInputStream()) {
            return new String(out.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        } finally {
            started.destroyForcibly();
        }
    }

    /// The wait after the last echo is in seconds on Linux, and in milliseconds elsewhere.
    static List<String> command(InetAddress address, int count, Duration left) {
        var sent = Math.max(1, Math.min(count, (int) left.toSeconds()));
        var wait = Math.max(1, left.toSeconds() - sent);
        var linux = System.getProperty("os.name", "").startsWith("Linux");
        return List.of("ping", "-c", "" + sent, "-W", "" + (linux ? wait : wait * 1000), address.getHostAddress());
    }

    /// Kills it. From any thread.
    void stop() {
        over = true;
        var running = process;
        if (running != null) {
            running.destroyForcibly();
        }
    }
}
