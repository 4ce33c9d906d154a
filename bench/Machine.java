import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Under which circumstances a figure was taken; without them it says nothing.
final class Machine {

    private Machine() {}

    static String words() throws IOException {
        var model = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
        return "%d × %s, Java %s, load average %s"
                .formatted(Runtime.getRuntime().availableProcessors(), model, Runtime.version(), load());
    }

    /// Over the last 1, 5 and 15 minutes.
    static String load() throws IOException {
        var fields = Files.readString(Path.of("/proc/loadavg")).split(" ");
        return "%s %s %s".formatted(fields[0], fields[1], fields[2]);
    }
}
