package dev.tocsin.monitor.probe.socket;

import dev.tocsin.monitor.DialogueStep;
import dev.tocsin.monitor.Evidence.Check;
import dev.tocsin.monitor.Facts;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.WebSocketFacts;
import dev.tocsin.monitor.probe.Wording;
import java.io.IOException;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.WebSocket;

/// An upgrade to a WebSocket (RFC 6455) and the steps of a dialogue over it, where each message is one text.
/// OkHttp asks for the upgrade and speaks the frames; the connection beneath it is the same as that of every
/// other talk, and so are its certificates. Of the phases, `firstByte` is the wait for the answer to the
/// upgrade, `transfer` all after that.
final class WebSocketTalk implements Talk {

    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int NORMAL_CLOSURE = 1000;
    private static final Duration FOR_GOODBYE = Duration.ofMillis(500);
    private static final String EXTENSIONS = "Sec-WebSocket-Extensions";

    private final Probe.WebSocket probe;
    private final Heard heard = new Heard();
    private final Ear ear = new Ear();
    private volatile Optional<Response> answer = Optional.empty();
    private final AtomicInteger messages = new AtomicInteger();
    private volatile String last = "";
    private volatile Optional<WebSocket> socket = Optional.empty();

    WebSocketTalk(Probe.WebSocket probe) {
        this.probe = probe;
    }

    @Override
    public void hold(Connection connection) throws Breakdown {
        if (probe.isEncrypted()) {
            connection.encrypt();
        }
        var sockets = new ConnectedSockets(connection);
        var client = connection
                .gear()
                .clients()
                .over(sockets)
                .newBuilder()
                .addInterceptor(chain -> upgrade(chain, sockets))
                .build();
        connection.await("the answer to the upgrade");
        var opening = client.newWebSocket(UpgradeRequest.of(probe), ear);
        socket = Optional.of(opening);
        upgraded(connection, sockets);
        for (var step : probe.steps()) {
            switch (step) {
                case DialogueStep.Send send -> opening.send(send.text());
                case DialogueStep.Expect expect -> expect(expect.regex().pattern(), connection);
            }
        }
    }

    /// OkHttp always offers to unpack messages, and would unpack a mebibyte into a gibibyte.
    private static Response upgrade(Interceptor.Chain chain, ConnectedSockets sockets) throws IOException {
        var request = chain.request().newBuilder().removeHeader(EXTENSIONS).build();
        var response = chain.proceed(request);
        if (response.header(EXTENSIONS) != null) {
            response.close();
            throw new ProtocolException("it answers with an extension that nobody asked for");
        }
        if (response.code() == SWITCHING_PROTOCOLS) {
            sockets.upgraded();
        }
        return response;
    }

    private void upgraded(Connection connection, ConnectedSockets sockets) throws Breakdown {
        switch (ear.next()) {
            case Ear.Opened opened -> answer = Optional.of(opened.answer());
            case Ear.Broken broken
            when broken.answer().isPresent() -> {
                answer = broken.answer();
                var status = broken.answer().get().code();
                throw Breakdown.theirs(
                        status == SWITCHING_PROTOCOLS
                                ? "upgrade is not valid: "
                                        + Wording.cut(
                                                String.valueOf(broken.failure().getMessage()))
                                : "status " + status + ", expected the upgrade to a WebSocket (101)");
            }
            case Ear.Broken broken -> {
                throw sockets.askedAgain()
                        ? Breakdown.theirs("status 503, expected the upgrade to a WebSocket (101)")
                        : connection.beforeTheAnswer(broken.failure());
            }
            case Ear.Closing _, Ear.Message _ ->
                throw new IllegalStateException("a WebSocket speaks before it is open");
        }
    }

    /// Looks at each message for itself, and leaves those that do not match behind.
    private void expect(Pattern pattern, Connection connection) throws Breakdown {
        heard.expect(pattern);
        do {
            heard.forget();
            connection.await("a message with " + Heard.shown(pattern) + " after the upgrade");
            heard.hear(message(connection));
            connection.judge();
        } while (!heard.met(connection.deadline()));
    }

    private String message(Connection connection) throws Breakdown {
        return switch (ear.next()) {
            case Ear.Message message -> {
                messages.incrementAndGet();
                last = message.text();
                yield last;
            }
            case Ear.Closing closing ->
                throw Breakdown.theirs("peer closed the WebSocket with code " + closing.code()
                        + (closing.reason().isEmpty() ? "" : " " + Wording.quoted(closing.reason()))
                        + " while we waited for " + connection.awaited());
            case Ear.Broken broken -> throw connection.broken(broken.failure());
            case Ear.Opened _ -> throw new IllegalStateException("a WebSocket opens twice");
        };
    }

    /// The other end may take its time to say that it is closed too.
    @Override
    public void leave(Connection connection) {
        socket.ifPresent(open -> {
            open.close(NORMAL_CLOSURE, null);
            ear.awaitEnd(FOR_GOODBYE);
            open.cancel();
        });
    }

    @Override
    public Optional<Facts> facts(boolean failed) {
        return answer.map(response -> new WebSocketFacts(
                response.code(),
                Wording.cut(Optional.ofNullable(response.header("Sec-WebSocket-Protocol"))
                        .orElse("")),
                messages.get(),
                failed && messages.get() > 0 ? Optional.of(Wording.printable(last, 4096)) : Optional.empty()));
    }

    @Override
    public List<Check> checks() {
        return heard.checks();
    }

    @Override
    public String praise() {
        return probe.steps().isEmpty() ? "upgraded to a WebSocket" : "dialogue held over a WebSocket";
    }
}
