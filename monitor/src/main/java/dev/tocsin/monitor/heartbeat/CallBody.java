package dev.tocsin.monitor.heartbeat;

import dev.tocsin.monitor.probe.Wording;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What a job sends along with a call, as text.
public final class CallBody {
    /// How much of it is kept.
    public static final int KEPT_BYTES = 10 * 1024;

    /// So much more is taken off the wire, so that whoever sends a whole log still hears our answer.
    private static final int READ_BYTES = 1024 * 1024;

    private CallBody() {}

    /// Reads the first 10 KiB as UTF-8, whatever it is; what no text may hold becomes U+FFFD. Empty when nothing
    /// but white space was sent.
    public static Optional<String> read(InputStream body) throws IOException {
        var first = body.readNBytes(KEPT_BYTES);
        var more = drained(body) > 0;
        // A sign that was cut in two at the end is no sign.
        var text = new String(first, StandardCharsets.UTF_8).replaceFirst(more ? "\uFFFD$" : "$", "");
        return Optional.of(Wording.printable(text.strip(), KEPT_BYTES) + (more ? "…" : ""))
                .filter(kept -> !kept.isBlank());
    }

    private static int drained(InputStream body) throws IOException {
        var buffer = new byte[8192];
        var drained = 0;
        for (var read = 0; read >= 0 && drained < READ_BYTES; read = body.read(buffer)) {
            drained += read;
        }
        return drained;
    }
}
