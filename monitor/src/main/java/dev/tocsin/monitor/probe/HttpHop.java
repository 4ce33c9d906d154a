package dev.tocsin.monitor.probe;

import dev.tocsin.monitor.Probe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
    private final Probe.Http probe;
    private final Request request;
    private final boolean home;
    private final Route route;
    private final Instant now;
    private final Deadline deadline;
    private final Trace trace = new Trace();
    private volatile @Nullable Dial dialled;
    private volatile @Nullable Call call;
    private volatile boolean cancelled;

    /// @param home whether the request goes to the configured origin, which alone may see `connectTo` and our
    /// certificate
    HttpHop(Gear gear, Probe.Http probe, Request request, boolean home, Route route, Instant now, Deadline deadline) {
        this.gear = gear;
        this.probe = probe;
        this.request = request;
        this.home = home;
        this.route = route;
        this.now = now;
        this.deadline = deadline;
    }

    Trace trace() {
        return trace;
    }

    /// Should the deadline strike now, what is wrong with us; empty when it is not our own fault.
    Optional<String> ourFault() {
        var dial = dialled;
        if (probe.options().proxy().isPresent() && dial != null && !dial.connected()) {
            return Optional.of("our proxy " + Wording.address(dial.address()) + " takes no connection");
        }
        return trace.ourFault();
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
        var destination = Destination.of(probe, request.url(), home);
        if (probe.options().proxy().isPresent()) {
            var refused = gear.reach().refusalBehindProxy(request.url().host(), deadline, trace);
            if (refused.isPresent()) {
                return refused;
            }
        }
        if (home && route.fixed().isPresent()) {
            return dial(List.of(route.fixed().get()), destination.port(), wanted);
        }
        return switch (destination.addresses(gear.reach(), deadline, trace)) {
            case NameLookup.Answer.Found found -> {
                var allowed = route.among(found.addresses());
                yield allowed.isEmpty()
                        ? Optional.of(new Fault.Theirs(destination.host() + " has no " + route.family() + " address"))
                        : dial(allowed, destination.port(), wanted);
            }
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
                            .filter(phase -> phase == Progress.Phase.CONNECT)
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
            witness = witness();
        } catch (IOException unreadable) {
            return Optional.of(new Fault.Ours(String.valueOf(unreadable.getMessage())));
        }
        var dial = gear.clients().dial(address, probe.options().version());
        dialled = dial;
        var fresh = gear.clients()
                .fresh(dial, share, trace, witness, probe.options())
                .newCall(request);
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
            var phase = trace.last().orElse(Progress.Phase.CONNECT);
            return Optional.of(
                    phase == Progress.Phase.CONNECT && probe.options().proxy().isPresent()
                            ? ProxyFaults.of(failed, dial, request.url())
                            : Faults.of(failed, phase, dial, witness.complaint()));
        }
    }

    private Witness witness() throws IOException {
        var options = probe.options();
        var certificate = home && options.clientCertificate().isPresent()
                ? Optional.of(
                        gear.certificates().read(options.clientCertificate().get()))
                : Optional.<ClientCertificates.Held>empty();
        return new Witness(
                gear.anchors().judge(probe.trust()), request.url().host(), now, trace, options.verify(), certificate);
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
