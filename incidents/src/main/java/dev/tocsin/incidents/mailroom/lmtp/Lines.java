package dev.tocsin.incidents.mailroom.lmtp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Commands in, replies out. Only CR LF ends a line.
final class Lines {
    private final InputStream in;
    private final OutputStream out;

    Lines(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    InputStream in() {
        return in;
    }

    /// The next command; null bytes and all. Empty when the client has left. One that is too long is read to its end
    /// and answered as the empty command, which nobody knows.
    Optional<String> next() throws IOException {
        var line = new ByteArrayOutputStream();
        var previous = 0;
        for (var next = in.read(); next >= 0; next = in.read()) {
            if (previous == '\r' && next == '\n') {
                return Optional.of(line.size() > Bounds.COMMAND ? "" : text(line));
            }
            if (line.size() <= Bounds.COMMAND) {
                line.write(next);
            }
            previous = next;
        }
        return Optional.empty();
    }

    void say(String reply) throws IOException {
        out.write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static String text(ByteArrayOutputStream line) {
        var text = line.toString(StandardCharsets.UTF_8);
        return text.substring(0, text.length() - 1);
    }
}
