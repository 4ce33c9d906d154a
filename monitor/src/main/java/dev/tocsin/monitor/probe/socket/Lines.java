package dev.tocsin.monitor.probe.socket;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A dialogue in lines, as mail servers hold it, and its transcript.
final class Lines {

    /// IMAP servers should take lines of 8192 bytes (RFC 7162, 4); SMTP's are 512 (RFC 5321, 4.5.3.1.5).
    private static final int LONGEST_LINE = 8 * 1024;

    private static final Duration FOR_GOODBYE = Duration.ofMillis(500);

    private final Connection connection;
    private final Transcript transcript;
    private final byte[] buffer = new byte[4 * 1024];
    private int next;
    private int end;

    Lines(Connection connection, Transcript transcript) {
        this.connection = connection;
        this.transcript = transcript;
    }

    void say(String line) throws Breakdown {
        transcript.said(line);
        connection.say(line + "\r\n");
    }

    /// The next line, without its end. `awaited` is what it is for, in case none comes.
    String hear(String awaited) throws Breakdown {
        connection.await(awaited);
        try {
            var line = line(awaited);
            transcript.heard(line);
            return line;
        } catch (IOException failed) {
            throw connection.broken(failed);
        }
    }

    private String line(String awaited) throws IOException, Breakdown {
        var line = new ByteArrayOutputStream();
        for (var sign = read(); sign != '\n'; sign = read()) {
            if (line.size() == LONGEST_LINE) {
                throw Breakdown.theirs("a line of more than 8192 bytes came while we waited for " + awaited);
            }
            line.write(sign);
        }
        var text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private byte read() throws IOException {
        if (next == end) {
            end = connection.input().read(buffer);
            next = 0;
            if (end < 0) {
                end = 0;
                throw new EOFException();
            }
        }
        return buffer[next++];
    }

    /// Goes on in TLS, after a STARTTLS that the server granted. Words behind its consent were said in the
    /// clear, perhaps by somebody between us, and must not pass for words said within TLS (RFC 3207, 6).
    void encrypt() throws Breakdown {
        if (next < end) {
            throw Breakdown.theirs("server sent " + (end - next) + " bytes in the clear behind its answer to STARTTLS");
        }
        connection.encrypt();
    }

    /// Says `line` and waits a moment for an answer. Servers note in their logs who just hangs up.
    void goodbye(String line) {
        try {
            connection.waitAtMost(FOR_GOODBYE);
            say(line);
            hear("good-bye");
        } catch (Breakdown | IOException unpolite) {
            // All that counts has been said.
        }
    }
}
