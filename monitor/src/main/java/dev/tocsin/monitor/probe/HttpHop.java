package dev.tocsin.monitor.probe;

import dev.tocsin.monitor.Probe.HostAndPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import okhttp3.Call;
import okhttp3.Request;
import okhttp3.Response;
import okio.GzipSource;
import org.jspecify.annotations.Nullable;

/// One request on one fresh connection: resolves, dials, shakes hands, asks, reads. What it saw is in its [Trace].
///
/// Where a name has several addresses they are dialled one after the other until one takes the connection, each with
/// its share of the time; what happens after that is believed.
final class HttpHop {

    private final Gear gear;
    private final Request request;
    private final Optional<HostAndPort> connectTo;
    private final Optional<Path> trust;
    private final Instant now;
    private final Deadline deadline;
    private final Trace trace = new Trace();
    private volatile @Nullable Call call;
    private volatile boolean cancelled;

    HttpHop(
            Gear gear,
            Request request,
            Optional<HostAndPort> connectTo,
            Optional<Path> trust,
            Instant now,
            Deadline deadline) {
        this.gear = gear;
        this.request = request;
        this.connectTo = connectTo;
        this.trust = trust;
        this.now = now;
        this.deadline = deadline;
    }

    Trace trace() {
        return trace;
    }

    /// Closes the socket under whatever is going on. From any thread.
    void cancel() {
        cancelled = true;
        var running = call;
        if (running != null) {
            running.cancel();
        }
    }

    /// Performs the hop. Empty when an answer came; its body was read if `wanted` asked for it.
    Optional<Fault> run(Predicate<Response> wanted) {
        var host = connectTo.map(HostAndPort::bareHost).orElse(request.url().host());
        var port = connectTo.map(HostAndPort::port).orElse(request.url().port());
        var literal = NameLookup.literal(host);
        if (literal.isPresent()) {
            return dial(List.of(literal.get()), port, wanted);
        }
        trace.enter(Trace.Phase.RESOLVE);
        var answer = gear.names().addresses(host, deadline, trace);
        trace.rest();
        return switch (answer) {
            case NameLookup.Answer.Found found -> dial(found.addresses(), port, wanted);
            case NameLookup.Answer.Failed failed -> Optional.of(failed.fault());
        };
    }

    private Optional<Fault> dial(List<InetAddress> addresses, int port, Predicate<Response> wanted) {
        Optional<Fault> fault = Optional.empty();
        for (var i = 0; i < addresses.size(); i++) {
            var share = i + 1 == addresses.size()
                    ? Duration.ZERO
                    : deadline.left().dividedBy(addresses.size() - i).plusMillis(1);
            var failed = exchange(new InetSocketAddress(addresses.get(i), port), share, wanted);
            if (failed.isEmpty()
                    || trace.last()
                            .filter(phase -> phase == Trace.Phase.CONNECT)
                            .isEmpty()) {
                return failed;
            }
            // If any address shows the target's own fault, that is the one to tell.
            fault = fault.filter(Fault.Theirs.class::isInstance).or(() -> failed);
        }
        return fault;
    }

    private Optional<Fault> exchange(InetSocketAddress address, Duration share, Predicate<Response> wanted) {
        trace.dialling(address);
        Witness witness;
        try {
            witness = new Witness(gear.anchors().judge(trust), request.url().host(), now, trace);
        } catch (IOException unreadable) {
            return Optional.of(new Fault.Ours(String.valueOf(unreadable.getMessage())));
        }
        var dial = gear.clients().dial(address);
        var fresh = gear.clients().fresh(dial, share, trace, witness).newCall(request);
        call = fresh;
        if (cancelled) {
            fresh.cancel();
        }
        try (var response = witness.during(fresh::execute)) {
            var whole = wanted.test(trace.answer().orElse(response)) && read(response);
            trace.rest();
            if (!whole) {
                // Else closing would wait for a part of what is left.
                fresh.cancel();
            }
            return Optional.empty();
        } catch (IOException failed) {
            trace.rest();
            var phase = trace.last().orElse(Trace.Phase.CONNECT);
            return Optional.of(Faults.of(failed, phase, dial, witness.complaint()));
        }
    }

    private boolean read(Response response) throws IOException {
        var source = response.body().source();
        var zipped = "gzip".equalsIgnoreCase(response.header("Content-Encoding"));
        if (!source.exhausted()) {
            trace.body().fill(zipped ? new GzipSource(source) : source);
        }
        return !trace.body().cut();
    }
}
