package dev.tocsin.monitor.probe;

import dev.tocsin.monitor.Timings;
import dev.tocsin.monitor.TlsFacts;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Handshake;
import okhttp3.Protocol;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// What one hop met, phase by phase. Written by the thread that looks, read at any moment by the one that guards the
/// deadline: the phase in which a silent peer held us is the first thing a person wants to know.
public final class Trace extends EventListener {

    /// Where a look is.
    public enum Phase {
        RESOLVE("resolve"),
        CONNECT("connect"),
        TLS("tls"),
        REQUEST("request"),
        FIRST_BYTE("first byte"),
        TRANSFER("transfer"),
        /// Not on the wire any more: the expectations are being checked.
        JUDGEMENT("judgement");

        public final String word;

        Phase(String word) {
            this.word = word;
        }
    }

    private final Map<Phase, Long> nanos = new EnumMap<>(Phase.class);
    private @Nullable Phase phase;
    private Optional<Phase> last = Optional.empty();
    private long since;
    private Optional<InetSocketAddress> dialled = Optional.empty();
    private Optional<TlsFacts> tls = Optional.empty();
    private Optional<Response> answer = Optional.empty();
    private Optional<String> ourFault = Optional.empty();
    private final Body body = new Body();

    /// Ends the present phase and begins `next`. A phase entered twice (a second address, say) adds up.
    public synchronized void enter(Phase next) {
        rest();
        phase = next;
        last = Optional.of(next);
        nanos.putIfAbsent(next, 0L);
    }

    /// Ends the present phase; what follows belongs to none.
    public synchronized void rest() {
        var now = System.nanoTime();
        if (phase != null) {
            nanos.merge(phase, now - since, Long::sum);
        }
        phase = null;
        since = now;
    }

    /// The latest phase that began; empty when nothing did.
    public synchronized Optional<Phase> last() {
        return last;
    }

    /// The phases so far, the unfinished one with the time it has taken until now.
    public synchronized Timings timings(Duration total) {
        return new Timings(
                time(Phase.RESOLVE),
                time(Phase.CONNECT),
                time(Phase.TLS),
                time(Phase.REQUEST),
                time(Phase.FIRST_BYTE),
                time(Phase.TRANSFER),
                total);
    }

    private Optional<Duration> time(Phase asked) {
        var running = asked == phase ? System.nanoTime() - since : 0;
        return Optional.ofNullable(nanos.get(asked)).map(spent -> Duration.ofNanos(spent + running));
    }

    public synchronized void dialling(InetSocketAddress address) {
        dialled = Optional.of(address);
    }

    public synchronized Optional<InetSocketAddress> dialled() {
        return dialled;
    }

    public synchronized void tls(TlsFacts facts) {
        tls = Optional.of(facts);
    }

    public synchronized Optional<TlsFacts> tls() {
        return tls;
    }

    /// The status line and headers, once they have come.
    synchronized Optional<Response> answer() {
        return answer;
    }

    /// Should the deadline strike, it is not the target's fault: `text` says what is wrong with us.
    public synchronized void ourFault(String text) {
        ourFault = Optional.of(text);
    }

    public synchronized Optional<String> ourFault() {
        return ourFault;
    }

    Body body() {
        return body;
    }

    @Override
    public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
        enter(Phase.CONNECT);
    }

    @Override
    public void secureConnectStart(Call call) {
        enter(Phase.TLS);
    }

    @Override
    public void secureConnectEnd(Call call, @Nullable Handshake handshake) {
        rest();
    }

    @Override
    public void connectEnd(Call call, InetSocketAddress address, Proxy proxy, @Nullable Protocol protocol) {
        rest();
    }

    @Override
    public void requestHeadersStart(Call call) {
        enter(Phase.REQUEST);
    }

    @Override
    public void requestHeadersEnd(Call call, okhttp3.Request request) {
        enter(Phase.FIRST_BYTE);
    }

    @Override
    public void requestBodyStart(Call call) {
        enter(Phase.REQUEST);
    }

    @Override
    public void requestBodyEnd(Call call, long byteCount) {
        enter(Phase.FIRST_BYTE);
    }

    @Override
    public synchronized void responseHeadersEnd(Call call, Response response) {
        enter(Phase.TRANSFER);
        answer = Optional.of(response);
    }
}
