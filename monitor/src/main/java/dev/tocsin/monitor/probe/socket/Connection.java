package dev.tocsin.monitor.probe.socket;

import dev.tocsin.monitor.Endpoint;
import dev.tocsin.monitor.probe.Deadline;
import dev.tocsin.monitor.probe.Faults;
import dev.tocsin.monitor.probe.Gear;
import dev.tocsin.monitor.probe.Progress;
import dev.tocsin.monitor.probe.Progress.Phase;
import dev.tocsin.monitor.probe.Witness;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// One fresh TCP connection: resolved, dialled, encrypted at once or later, then spoken over.
///
/// One thread speaks. [#close] may come from any other and ends whatever is going on: nothing here watches the time
/// by itself, but the share of it that each address has; see [Dialling].
final class Connection implements AutoCloseable {

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final Gear gear;
    private final Endpoint endpoint;
    private final Instant now;
    private final Deadline deadline;
    private final Progress progress;
    private final Dialling dialling;
    private volatile @Nullable Socket spoken;
    private volatile @Nullable Metered input;
    private volatile String awaited = "an answer";
    private volatile boolean encryptedLater;

    Connection(Gear gear, Endpoint endpoint, Instant now, Deadline deadline, Progress progress) {
        this.gear = gear;
        this.endpoint = endpoint;
        this.now = now;
        this.deadline = deadline;
        this.progress = progress;
        this.dialling = new Dialling(gear, endpoint.dialled(), deadline, progress);
    }

    /// Resolves and dials.
    void open() throws Breakdown {
        var socket = dialling.connected();
        try {
            speakOver(socket);
        } catch (IOException failed) {
            throw broken(failed);
        }
    }

    /// Shakes hands over the connection that stands, and sees the certificates even when they are bad.
    void encrypt() throws Breakdown {
        encryptedLater = received() > 0;
        progress.enter(Phase.TLS);
        var witness = witness();
        var name = endpoint.name();
        try {
            var socket = standing();
            // The port of the dialled socket is made up, so that no earlier session is found and resumed.
            var tls = (SSLSocket) gear.handshakes().sockets().createSocket(socket, name, socket.getPort(), true);
            tls.setEnabledProtocols(PROTOCOLS);
            var session = witness.during(() -> {
                tls.startHandshake();
                return tls.getSession();
            });
            if (!witness.verify(name, session)) {
                throw Breakdown.theirs(witness.complaint().orElse("certificate is not for " + name));
            }
            speakOver(tls);
        } catch (IOException failed) {
            throw new Breakdown(Faults.of(failed, Phase.TLS, dialling.dial(), witness.complaint()));
        } finally {
            progress.rest();
        }
    }

    private Witness witness() throws Breakdown {
        try {
            return new Witness(gear.anchors().judge(endpoint.trust()), endpoint.name(), now, progress);
        } catch (IOException unreadable) {
            throw Breakdown.ours(String.valueOf(unreadable.getMessage()));
        }
    }

    private void speakOver(Socket socket) throws IOException {
        var before = input;
        input = new Metered(socket.getInputStream(), before == null ? 0 : before.count(), progress);
        spoken = socket;
    }

    /// Writes `text` at once.
    void say(String text) throws Breakdown {
        progress.enter(Phase.REQUEST);
        try {
            output().write(text.getBytes(StandardCharsets.UTF_8));
            output().flush();
        } catch (IOException failed) {
            throw broken(failed);
        } finally {
            progress.rest();
        }
    }

    /// From here on we wait for `what`: said of a peer that stays silent.
    void await(String what) {
        awaited = what;
        progress.enter(received() == 0 ? Phase.FIRST_BYTE : Phase.TRANSFER);
    }

    /// From here on we judge what came.
    void judge() {
        progress.enter(Phase.JUDGEMENT);
    }

    String awaited() {
        return awaited;
    }

    /// Whether the handshake came after words in the clear.
    boolean encryptedLater() {
        return encryptedLater;
    }

    /// How many bytes we have read, those within TLS counted without it.
    long received() {
        var reading = input;
        return reading == null ? 0 : reading.count();
    }

    /// What the peer says, 1 MiB at most.
    InputStream input() throws IOException {
        var reading = input;
        if (reading == null) {
            throw new IOException("the connection is not open");
        }
        return reading;
    }

    OutputStream output() throws IOException {
        return standing().getOutputStream();
    }

    /// Reading gives up after `wait`, from now on. For words that nothing depends on.
    void waitAtMost(Duration wait) throws IOException {
        standing().setSoTimeout(Math.toIntExact(Math.max(1, wait.toMillis())));
    }

    private Socket standing() throws IOException {
        var socket = spoken;
        if (socket == null) {
            throw new IOException("the connection is not open");
        }
        return socket;
    }

    /// What `failure` means in the middle of a dialogue.
    Breakdown broken(IOException failure) {
        return new Breakdown(Faults.inDialogue(failure, dialling.dial().address(), awaited));
    }

    /// What `failure` means where an answer by HTTP was due.
    Breakdown beforeTheAnswer(IOException failure) {
        return new Breakdown(Faults.of(failure, Phase.FIRST_BYTE, dialling.dial(), Optional.empty()));
    }

    Deadline deadline() {
        return deadline;
    }

    Gear gear() {
        return gear;
    }

    /// Ends whatever is going on. From any thread.
    void cut() {
        dialling.cut();
    }

    /// Takes leave of TLS, if there was any, and closes. By the thread that speaks.
    @Override
    public void close() {
        var socket = spoken;
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException gone) {
            // Then it is closed as well.
        }
        cut();
    }
}
