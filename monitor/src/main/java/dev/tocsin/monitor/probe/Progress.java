package dev.tocsin.monitor.probe;

import dev.tocsin.monitor.Timings;
import dev.tocsin.monitor.TlsFacts;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How far one connection has come, phase by phase, and what it met on the way. Written by the thread that looks, read
/// at any moment by the one that guards the deadline: the phase in which a silent peer held us is the first thing a
/// person wants to know.
public class Progress {

    /// The phases that every connection may pass through, in this order; see [Timings].
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
    private Optional<String> ourFault = Optional.empty();
    private Optional<String> suspicion = Optional.empty();

    /// Ends the present phase and begins `next`. A phase entered twice (a second address, say) adds up.
    public final synchronized void enter(Phase next) {
        rest();
        phase = next;
        last = Optional.of(next);
        nanos.putIfAbsent(next, 0L);
    }

    /// Ends the present phase; what follows belongs to none.
    public final synchronized void rest() {
        var now = System.nanoTime();
        if (phase != null) {
            nanos.merge(phase, now - since, Long::sum);
        }
        phase = null;
        since = now;
    }

    /// The latest phase that began; empty when nothing did.
    public final synchronized Optional<Phase> last() {
        return last;
    }

    /// The phases so far, the unfinished one with the time it has taken until now.
    public final synchronized Timings timings(Duration total) {
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

    public final synchronized void dialling(InetSocketAddress address) {
        dialled = Optional.of(address);
    }

    /// The address dialled last; empty when none was.
    public final synchronized Optional<InetSocketAddress> dialled() {
        return dialled;
    }

    public final synchronized void tls(TlsFacts facts) {
        tls = Optional.of(facts);
    }

    public final synchronized Optional<TlsFacts> tls() {
        return tls;
    }

    /// Should the deadline strike, it is not the target's fault: `text` says what is wrong with us.
    public final synchronized void ourFault(String text) {
        ourFault = Optional.of(text);
    }

    /// Until [#acquit()] it counts as our fault: whoever is stopped meanwhile must not blame the target.
    final synchronized void suspect(String text) {
        suspicion = Optional.of(text);
    }

    final synchronized void acquit() {
        suspicion = Optional.empty();
    }

    public final synchronized Optional<String> ourFault() {
        return ourFault.or(() -> suspicion);
    }
}
