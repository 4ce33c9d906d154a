package dev.tocsin.monitor.probe.socket;

import dev.tocsin.monitor.Evidence;
import dev.tocsin.monitor.Evidence.Check;
import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.probe.Deadline;
import dev.tocsin.monitor.probe.Fault;
import dev.tocsin.monitor.probe.Gear;
import dev.tocsin.monitor.probe.OneLook;
import dev.tocsin.monitor.probe.Progress;
import dev.tocsin.monitor.probe.Wording;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One look over a socket: opens the connection, holds the talk, judges, and takes its leave.
final class SocketLook implements OneLook {

    private static final int LONGEST_REASON = 1000;

    private final Probe.OverSocket probe;
    private final Talk talk;
    private final Instant at;
    private final Duration timeout;
    private final Progress progress = new Progress();
    private final Connection connection;
    private final Deadline deadline;
    private final long began = System.nanoTime();
    private volatile Optional<Observation> outcome = Optional.empty();

    SocketLook(Gear gear, Probe.OverSocket probe, Talk talk, Instant at, Duration timeout) {
        this.probe = probe;
        this.talk = talk;
        this.at = at;
        this.timeout = timeout;
        this.deadline = Deadline.after(timeout);
        this.connection = new Connection(gear, probe.endpoint(), at, deadline, progress);
    }

    @Override
    public Observation perform() {
        try (connection) {
            connection.open();
            talk.hold(connection);
            progress.rest();
            var seen = judged(sinceBegan());
            outcome = Optional.of(seen);
            talk.leave(connection);
            return seen;
        } catch (Breakdown broken) {
            progress.rest();
            return deadline.passed() ? cutShort() : ended(broken.fault());
        }
    }

    private Observation judged(Duration total) {
        var result = ConnectionChecks.of(probe.expect(), progress.tls(), at, total);
        var passed = result.complaints().isEmpty();
        var evidence = evidence(total, result.checks(), !passed);
        return passed
                ? new Observation.Passed(evidence, result.slow(), praise(result, total))
                : failed(evidence, String.join("; ", result.complaints()));
    }

    private String praise(ConnectionChecks.Result result, Duration total) {
        var praise = talk.praise() + " in " + Wording.duration(total);
        var limit = probe.expect().within().map(Wording::duration).orElse("");
        return result.slow() ? praise + ", expected within " + limit : praise;
    }

    /// Ends the look from outside, at the deadline: closes its socket and says how far it came.
    @Override
    public Observation cutShort() {
        connection.cut();
        return outcome.orElseGet(() -> ended(progress.last()
                .map(this::fault)
                .orElseGet(() -> new Fault.Ours("this machine was too busy to look in time"))));
    }

    private Fault fault(Progress.Phase phase) {
        if (progress.ourFault().isPresent()) {
            return new Fault.Ours(progress.ourFault().get());
        }
        var limit = " within " + Wording.duration(timeout);
        return new Fault.Theirs(
                switch (phase) {
                    case RESOLVE, CONNECT -> "no answer" + limit + " (stopped in: " + phase.word + ")";
                    case TLS ->
                        "no answer" + limit + " (stopped in: tls"
                                + (connection.encryptedLater() ? ", after STARTTLS)" : ")");
                    case REQUEST -> "not everything could be sent" + limit;
                    case FIRST_BYTE, TRANSFER ->
                        "no answer" + limit + " (waiting for " + connection.awaited() + soFar() + ")";
                    case JUDGEMENT -> "answer could not be judged" + limit;
                });
    }

    private String soFar() {
        return connection.received() == 0 ? "" : ", after " + connection.received() + " bytes";
    }

    /// Ends the look because nobody waits for it any more.
    @Override
    public Observation abandon() {
        connection.cut();
        return inconclusive("the look was interrupted");
    }

    @Override
    public Observation inconclusive(String why) {
        return ended(new Fault.Ours(why));
    }

    private Observation ended(Fault fault) {
        var evidence = evidence(sinceBegan(), List.of(), true);
        return switch (fault) {
            case Fault.Theirs theirs -> failed(evidence, theirs.text());
            case Fault.Ours ours -> new Observation.Inconclusive(evidence, ours.text());
        };
    }

    private static Observation failed(Evidence evidence, String reason) {
        return new Observation.Failed(evidence, Wording.printable(reason, LONGEST_REASON));
    }

    private Evidence evidence(Duration total, List<Check> more, boolean failed) {
        return new Evidence(
                at,
                progress.dialled().map(Wording::address).orElse(""),
                progress.timings(total),
                talk.facts(failed),
                progress.tls(),
                Stream.concat(talk.checks().stream(), more.stream()).toList());
    }

    private Duration sinceBegan() {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
