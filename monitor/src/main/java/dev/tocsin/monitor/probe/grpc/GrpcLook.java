package dev.tocsin.monitor.probe.grpc;

import dev.tocsin.monitor.Facts;
import dev.tocsin.monitor.GrpcFacts;
import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.probe.Assessment;
import dev.tocsin.monitor.probe.Dial;
import dev.tocsin.monitor.probe.Fault;
import dev.tocsin.monitor.probe.Faults;
import dev.tocsin.monitor.probe.Gear;
import dev.tocsin.monitor.probe.NameLookup;
import dev.tocsin.monitor.probe.Progress;
import dev.tocsin.monitor.probe.TracedLook;
import dev.tocsin.monitor.probe.Witness;
import dev.tocsin.monitor.probe.Wording;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One health check on a fresh connection. Where the name has several addresses, each is dialled with its share of the
/// time until one takes the connection.
///
/// Phases: `request` sets up HTTP/2 and sends the call, `firstByte` waits for the headers of the answer, `transfer`
/// reads the rest of it.
final class GrpcLook extends TracedLook {

    private final Gear gear;
    private final Channels channels;
    private final Probe.Grpc probe;
    private volatile @Nullable ManagedChannel channel;
    private volatile @Nullable Socket socket;
    private volatile Optional<Facts> facts = Optional.empty();

    GrpcLook(Gear gear, Channels channels, Probe.Grpc probe, Instant at, Duration timeout) {
        super(at, timeout);
        this.gear = gear;
        this.channels = channels;
        this.probe = probe;
    }

    @Override
    protected Observation look() {
        try {
            return switch (addresses(gear.reach(), probe.address().bareHost())) {
                case NameLookup.Answer.Failed failed -> ended(failed.fault());
                case NameLookup.Answer.Found found -> dialEach(found.addresses());
            };
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return ended(new Fault.Ours("the look was interrupted"));
        } catch (IOException unreadable) {
            return ended(new Fault.Ours(String.valueOf(unreadable.getMessage())));
        }
    }

    private Observation dialEach(List<InetAddress> addresses) throws IOException, InterruptedException {
        var seen = ended(new Fault.Ours("the name has no address"));
        for (var i = 0; i < addresses.size(); i++) {
            var next = check(
                    new InetSocketAddress(addresses.get(i), probe.address().port()), share(addresses.size() - i));
            // If any address shows the target's own fault, that is the one to tell.
            seen = i > 0 && seen instanceof Observation.Failed && next instanceof Observation.Inconclusive
                    ? seen
                    : next;
            if (trace().last().filter(phase -> phase == Progress.Phase.CONNECT).isEmpty()) {
                return next;
            }
        }
        return seen;
    }

    private Observation check(InetSocketAddress address, Duration share) throws IOException, InterruptedException {
        trace().dialling(address);
        var name = probe.serverName().orElse(probe.address().bareHost());
        var witness = probe.plaintext()
                ? Optional.<Witness>empty()
                : Optional.of(new Witness(gear.anchors().judge(probe.trust()), name, at(), trace()));
        var dial = gear.clients().dial(address);
        var fresh = channels.fresh(dial, authority(name), share, trace(), this::hold, witness);
        channel = fresh;
        try {
            if (over()) {
                stop();
            }
            var ended = HealthCall.make(fresh, probe.service(), trace());
            trace().rest();
            return judged(ended, dial, witness.flatMap(Witness::complaint));
        } finally {
            fresh.shutdownNow();
            close(socket);
        }
    }

    private String authority(String name) {
        return (name.indexOf(':') >= 0 ? "[" + name + "]" : name) + ":"
                + probe.address().port();
    }

    private Observation judged(HealthCall.Ended call, Dial dial, Optional<String> complaint) {
        var took = sinceBegan();
        var code = call.status().getCode();
        var serving = call.serving().filter(_ -> call.status().isOk());
        facts = Optional.of(
                new GrpcFacts(probe.service(), serving.map(Enum::name).orElse(""), code.name(), code.value()));
        if (serving.isEmpty()) {
            return ended(fault(call.status(), dial, complaint));
        }
        var assessment = new Assessment();
        assessment.expect(
                "status",
                serving.get() == HealthCheck.Serving.SERVING,
                "SERVING",
                serving.get().name(),
                StatusWords.notServing(serving.get(), probe));
        assessment.within(probe.pace(), took, "answered in");
        return assessment.observation(this::evidence, "SERVING, in " + Wording.duration(took));
    }

    private Fault fault(Status status, Dial dial, Optional<String> complaint) {
        var server = Wording.address(dial.address());
        if (complaint.isPresent()) {
            return new Fault.Theirs(complaint.get());
        }
        var phase = trace().last().orElse(Progress.Phase.CONNECT);
        for (Throwable cause = status.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException broken && StatusWords.isNoHttp2(broken)) {
                return new Fault.Theirs(server + " does not speak HTTP/2");
            }
            if (cause instanceof IOException broken) {
                return Faults.of(
                        broken, phase == Progress.Phase.TRANSFER ? Progress.Phase.FIRST_BYTE : phase, dial, complaint);
            }
        }
        return new Fault.Theirs(
                phase == Progress.Phase.TLS
                        ? server + " does not offer HTTP/2 inside TLS"
                        : StatusWords.failed(status, probe, server));
    }

    private void hold(Socket opened) {
        socket = opened;
        if (over()) {
            close(opened);
        }
    }

    @Override
    protected void stop() {
        var used = channel;
        if (used != null) {
            used.shutdownNow();
        }
        close(socket);
    }

    private static void close(@Nullable Socket opened) {
        if (opened != null) {
            try {
                opened.close();
            } catch (IOException gone) {
                // Then it holds nobody up.
            }
        }
    }

    @Override
    protected Optional<Facts> facts() {
        return facts;
    }
}
