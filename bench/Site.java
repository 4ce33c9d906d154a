import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The watched site in a process of its own, whose work is so told from that of the watchers.
///
/// `bench/stand.sh` makes its key store and the certificate, which stands for 127.0.0.1.
record Site(Process process, int port, Path certificate) implements AutoCloseable {

    static Site start(Path work, String password) throws IOException {
        var source = Path.of(System.getProperty("bench.folder"), "Target.java");
        var process = new ProcessBuilder(
                        Product.java(),
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        source.toString(),
                        work.resolve("target.p12").toString(),
                        password)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Files.writeString(work.resolve("2-target.pid"), process.pid() + "\n");
        var line = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))
                .readLine();
        if (line == null) {
            throw new IOException("the target did not start");
        }
        return new Site(process, Integer.parseInt(line), work.resolve("target.pem"));
    }

    /// One address of many; all lead to the same small page.
    String url(int number) {
        return "https://127.0.0.1:%d/%d".formatted(port, number);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
