package dev.tocsin.monitor.probe;

import dev.tocsin.monitor.Evidence;
import dev.tocsin.monitor.Evidence.Check;
import dev.tocsin.monitor.Facts;
import dev.tocsin.monitor.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A look that walks through its phases on one [Progress]: what becomes of it at its deadline, and what evidence it
/// leaves, is the same for every kind. A kind says how it looks, what it has seen so far, and how it is stopped.
public abstract class TracedLook implements OneLook {

    private static final int LONGEST_REASON = 1000;

    private final Instant at;
    private final Duration timeout;
    private final long began = System.nanoTime();
    private final Deadline deadline;
    private volatile Progress trace = new Progress();
    private volatile boolean over;

    /// @param at when the look begins
    /// @param timeout how long it may last, over all phases
    protected TracedLook(Instant at, Duration timeout) {
        this.at = at;
        this.timeout = timeout;
        this.deadline = Deadline.after(timeout);
    }

    /// Looks. Blocks on the network, and need not watch the time.
    protected abstract Observation look();

    /// What was seen so far. From any thread.
    protected abstract Optional<Facts> facts();

    /// Closes what holds the look up. From any thread; what is opened after it must see [#over()] and be closed too.
    protected abstract void stop();

    /// What to say when the deadline strikes in `phase`.
    protected String late(Progress.Phase phase) {
        return "no answer within " + Wording.duration(timeout) + " (stopped in: " + phase.word + ")";
    }

    protected final Instant at() {
        return at;
    }

    protected final Deadline deadline() {
        return deadline;
    }

    protected final Progress trace() {
        return trace;
    }

    /// Goes on with a trace of its own for what begins now: the phases that count are those of the last step.
    protected final void trace(Progress next) {
        trace = next;
    }

    /// Whether nobody waits for this look any more.
    protected final boolean over() {
        return over;
    }

    protected final Duration sinceBegan() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /// The addresses of `host`, which may be an address itself. Blocks until the deadline at most.
    protected final NameLookup.Answer addresses(Reach reach, String host) {
        return reach.addresses(host, deadline, trace);
    }

    /// The time for one of `left` things to be tried one after the other; the last has all that remains.
    protected final Duration share(int left) {
        return left <= 1 ? deadline.left() : deadline.left().dividedBy(left);
    }

    /// The evidence as of now.
    protected final Evidence evidence(List<Check> checks) {
        return new Evidence(
                at,
                trace.dialled().map(Wording::address).orElse(""),
                trace.timings(sinceBegan()),
                facts(),
                trace.tls(),
                checks);
    }

    /// The end of a look that met `fault`. Past the deadline that is what ended it: the fault is how its socket closed.
    protected final Observation ended(Fault fault) {
        return deadline.passed() ? cutShort() : told(fault);
    }

    private Observation told(Fault fault) {
        var reason = Wording.printable(fault.text(), LONGEST_REASON);
        return switch (fault) {
            case Fault.Theirs _ -> new Observation.Failed(evidence(List.of()), reason);
            case Fault.Ours _ -> new Observation.Inconclusive(evidence(List.of()), reason);
        };
    }

    @Override
    public final Observation perform() {
        return look();
    }

    @Override
    public final Observation cutShort() {
        over = true;
        var ended = told(trace.ourFault()
                .<Fault>map(Fault.Ours::new)
                .orElseGet(() -> trace.last()
                        .<Fault>map(phase -> new Fault.Theirs(late(phase)))
                        .orElseGet(() -> new Fault.Ours("this machine was too busy to look in time"))));
        stop();
        return ended;
    }

    @Override
    public final Observation abandon() {
        over = true;
        var ended = inconclusive("the look was interrupted");
        stop();
        return ended;
    }

    @Override
    public final Observation inconclusive(String why) {
        return told(new Fault.Ours(why));
    }
}
