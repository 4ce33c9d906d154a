package dev.tocsin.monitor.probe.socket;

import dev.tocsin.monitor.DialogueStep;
import dev.tocsin.monitor.Evidence.Check;
import dev.tocsin.monitor.Facts;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.TcpFacts;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A connection, in TLS if wanted, and the steps of a dialogue. Of the phases, `request` is the sending,
/// `firstByte` the wait for the peer's first word, `transfer` the waits after that.
final class TcpTalk implements Talk {

    /// A pattern that is not in so much will not come.
    static final int MOST_UNREAD = 16 * 1024;

    private final Probe.Tcp probe;
    private final Heard heard = new Heard();
    private volatile boolean connected;
    private volatile long bytes;

    TcpTalk(Probe.Tcp probe) {
        this.probe = probe;
    }

    @Override
    public void hold(Connection connection) throws Breakdown {
        connected = true;
        if (probe.tls()) {
            connection.encrypt();
        }
        try {
            var in = new InputStreamReader(connection.input(), StandardCharsets.UTF_8);
            for (var step : probe.steps()) {
                switch (step) {
                    case DialogueStep.Send send -> connection.say(send.text());
                    case DialogueStep.Expect expect -> expect(expect.regex().pattern(), in, connection);
                }
            }
        } catch (IOException failed) {
            throw connection.broken(failed);
        } finally {
            bytes = connection.received();
        }
    }

    private void expect(Pattern pattern, Reader in, Connection connection) throws IOException, Breakdown {
        heard.expect(pattern);
        var some = new char[4096];
        while (!met(connection)) {
            if (heard.unread() >= MOST_UNREAD) {
                throw Breakdown.theirs("no " + Heard.shown(pattern) + " in the first 16 KiB that came");
            }
            connection.await(Heard.shown(pattern));
            var count = in.read(some);
            if (count < 0) {
                throw new EOFException();
            }
            bytes = connection.received();
            heard.hear(new String(some, 0, count));
        }
    }

    private boolean met(Connection connection) throws Breakdown {
        connection.judge();
        return heard.met(connection.deadline());
    }

    /// Nobody waits for a good-bye here.
    @Override
    public void leave(Connection connection) {}

    @Override
    public Optional<Facts> facts(boolean failed) {
        var start = failed && bytes > 0 ? Optional.of(heard.start()) : Optional.<String>empty();
        return connected ? Optional.of(new TcpFacts(bytes, start)) : Optional.empty();
    }

    @Override
    public List<Check> checks() {
        return heard.checks();
    }

    @Override
    public String praise() {
        return probe.steps().isEmpty() ? "connected" : "dialogue held";
    }
}
