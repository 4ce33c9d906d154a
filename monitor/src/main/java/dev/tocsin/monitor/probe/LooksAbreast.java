package dev.tocsin.monitor.probe;

import dev.tocsin.monitor.Evidence;
import dev.tocsin.monitor.HttpOptions.IpFamily;
import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import okhttp3.HttpUrl;

/// One look over several routes at once: each family of addresses, or every address of the name. All have the one
/// deadline, so a silent address takes no time from the others. It passes when all do. A name with more than
/// [#MOST_ADDRESSES] is looked at there as far as that.
final class LooksAbreast implements OneLook {

    static final int MOST_ADDRESSES = 64;

    private record Branch(String name, HttpLook look, CompletableFuture<Observation> seen) {

        Branch(String name, HttpLook look) {
            this(name, look, new CompletableFuture<>());
        }

        Sighting as(Observation observation) {
            return new Sighting(name, observation);
        }

        /// What it has seen, or what it had seen until now: it is ended then.
        Sighting soFar() {
            var ended = seen.isDone();
            return as(ended ? seen.join() : look.cutShort());
        }
    }

    private final Gear gear;
    private final Probe.Http probe;
    private final Instant at;
    private final Duration timeout;
    private final Deadline deadline;
    private final Progress resolving = new Progress();
    private volatile List<Branch> branches = List.of();

    LooksAbreast(Gear gear, Probe.Http probe, Instant at, Duration timeout) {
        this.gear = gear;
        this.probe = probe;
        this.at = at;
        this.timeout = timeout;
        this.deadline = Deadline.after(timeout);
    }

    @Override
    public Observation perform() {
        if (probe.options().ipFamily() == IpFamily.BOTH) {
            return run(List.of(branch("IPv4", Route.IPV4), branch("IPv6", Route.IPV6)));
        }
        var url = HttpUrl.parse(probe.url().toString());
        if (url == null) {
            return new HttpLook(gear, probe, at, timeout, Route.ANY).perform();
        }
        return switch (Destination.of(probe, url, true).addresses(gear.reach(), deadline, resolving)) {
            case NameLookup.Answer.Found found ->
                run(found.addresses().stream()
                        .limit(MOST_ADDRESSES)
                        .map(address -> branch(address.getHostAddress(), Route.at(address)))
                        .toList());
            case NameLookup.Answer.Failed failed -> unresolved(failed.fault());
        };
    }

    private Branch branch(String name, Route route) {
        return new Branch(name, new HttpLook(gear, probe, at, timeout, route));
    }

    private Observation run(List<Branch> all) {
        branches = all;
        for (var branch : all) {
            Thread.startVirtualThread(
                    () -> branch.seen.complete(Deadlines.hold(branch.look, branch.name, deadline.left())));
        }
        return Sighting.joined(
                all.stream().map(branch -> branch.as(branch.seen.join())).toList(), resolved());
    }

    /// How long the name took, where it was looked up for all branches together.
    private Optional<Duration> resolved() {
        return resolving.timings(Duration.ZERO).resolve();
    }

    @Override
    public Observation cutShort() {
        var under = branches;
        if (under.isEmpty()) {
            return unresolved(slow());
        }
        return Sighting.joined(under.stream().map(Branch::soFar).toList(), resolved());
    }

    private Fault slow() {
        if (resolving.last().isEmpty()) {
            return new Fault.Ours("this machine was too busy to look in time");
        }
        return resolving
                .ourFault()
                .<Fault>map(Fault.Ours::new)
                .orElseGet(() ->
                        new Fault.Theirs("no answer within " + Wording.duration(timeout) + " (stopped in: resolve)"));
    }

    private Observation unresolved(Fault fault) {
        return fault.observed(new Evidence(
                at,
                "",
                resolving.timings(timeout.minus(deadline.left())),
                Optional.empty(),
                Optional.empty(),
                List.of()));
    }

    @Override
    public Observation abandon() {
        branches.forEach(branch -> branch.look.abandon());
        return inconclusive("the look was interrupted");
    }

    @Override
    public Observation inconclusive(String why) {
        return unresolved(new Fault.Ours(why));
    }
}
