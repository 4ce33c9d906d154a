package dev.tocsin.monitor.probe.posture;

import dev.tocsin.monitor.Evidence;
import dev.tocsin.monitor.Facts;
import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.Timings;
import dev.tocsin.monitor.TlsFacts;
import dev.tocsin.monitor.posture.certificate.RevocationLists;
import dev.tocsin.monitor.posture.hsts.PreloadList;
import dev.tocsin.monitor.posture.live.Handshaker;
import dev.tocsin.monitor.posture.live.Memory;
import dev.tocsin.monitor.posture.live.PostureProbe;
import dev.tocsin.monitor.posture.live.PostureSight;
import dev.tocsin.monitor.posture.live.PostureTarget;
import dev.tocsin.monitor.probe.Deadline;
import dev.tocsin.monitor.probe.Gear;
import dev.tocsin.monitor.probe.NameLookup;
import dev.tocsin.monitor.probe.OneLook;
import dev.tocsin.monitor.probe.Progress;
import dev.tocsin.monitor.probe.Wording;
import dev.tocsin.monitor.probe.dns.KnownAnswers;
import dev.tocsin.monitor.probe.dns.ResolverLookup;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One look at the posture of a target. Its connections end each by themselves, all of them well within the time of the
/// look; should that be over all the same, it was we who were too slow.
final class PostureLook implements OneLook {

    /// The connections of a look take six times one of these together; before them the name is looked up, and after
    /// them the authority is asked.
    private static final int SHARES = 8;

    private static final Duration NAMESERVER = Duration.ofSeconds(3);

    private final Gear gear;
    private final KnownFiles files;
    private final Memory memory;
    private final Handshaker handshaker;
    private final KnownAnswers answers;
    private final Probe.Posture probe;
    private final Instant at;
    private final Duration timeout;
    private final long began = System.nanoTime();

    PostureLook(
            Gear gear,
            KnownFiles files,
            Memory memory,
            Handshaker handshaker,
            KnownAnswers answers,
            Probe.Posture probe,
            Instant at,
            Duration timeout) {
        this.gear = gear;
        this.files = files;
        this.memory = memory;
        this.handshaker = handshaker;
        this.answers = answers;
        this.probe = probe;
        this.at = at;
        this.timeout = timeout;
    }

    @Override
    public Observation perform() {
        var share = timeout.dividedBy(SHARES);
        var host = probe.connectTo()
                .map(Probe.HostAndPort::bareHost)
                .orElse(bare(probe.url().host()));
        return switch (gear.reach().addresses(host, Deadline.after(share), new Progress())) {
            case NameLookup.Answer.Failed(var fault) ->
                fault.observed(evidence("", Optional.empty(), Optional.empty()));
            case NameLookup.Answer.Found _ -> {
                try {
                    yield seen(new PostureProbe(dns(share), this::addresses, memory, Optional.of(handshaker))
                            .look(target(share), at));
                } catch (IOException unreadable) {
                    yield inconclusive(String.valueOf(unreadable.getMessage()));
                }
            }
        };
    }

    private ResolverLookup dns(Duration share) {
        return ResolverLookup.ofThisMachine(share.compareTo(NAMESERVER) < 0 ? share : NAMESERVER, answers);
    }

    private List<InetAddress> addresses(String host, Duration within) {
        return switch (gear.reach().addresses(host, Deadline.after(within), new Progress())) {
            case NameLookup.Answer.Found(var addresses) -> addresses;
            case NameLookup.Answer.Failed _ -> List.of();
        };
    }

    private PostureTarget target(Duration share) throws IOException {
        var measure = probe.measure();
        var list = measure.sources().preloadList();
        return new PostureTarget(
                probe.url(),
                probe.connectTo(),
                measure.policy(),
                files.anchors(measure.trust()),
                RevocationLists.NONE,
                list.isPresent() ? Optional.of(files.preloadList(list.get())) : Optional.<PreloadList>empty(),
                measure.sources().fetchIssuers(),
                share,
                measure.pins(),
                new AskedOthers(() -> gear, measure.sources(), at, share.dividedBy(2)));
    }

    private Observation seen(PostureSight sight) {
        if (sight.silent()) {
            var why = sight.addresses().stream()
                    .map(address -> address.address() + ": " + address.tls())
                    .findFirst()
                    .orElse("the name does not resolve");
            var nothing = evidence("", Optional.empty(), Optional.empty());
            return sight.blind()
                    ? new Observation.Inconclusive(nothing, "nothing could be looked at, " + why)
                    : new Observation.Failed(nothing, "nothing takes connections, " + why);
        }
        var facts = SeenPosture.facts(probe, sight);
        var address = sight.addresses().stream()
                .filter(PostureSight.AddressSight::answered)
                .findFirst()
                .map(PostureSight.AddressSight::address)
                .orElse("");
        return new Observation.Passed(
                evidence(address, Optional.of(facts), SeenPosture.tls(sight)),
                false,
                Wording.printable(facts.words(), 500));
    }

    private Evidence evidence(String address, Optional<Facts> facts, Optional<TlsFacts> tls) {
        var took = new Timings(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofNanos(System.nanoTime() - began));
        return new Evidence(at, address, took, facts, tls, List.of());
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    @Override
    public Observation cutShort() {
        return inconclusive(
                "the look was not over within " + Wording.duration(timeout) + ", give it more with timeout");
    }

    @Override
    public Observation abandon() {
        return inconclusive("the look was interrupted");
    }

    @Override
    public Observation inconclusive(String why) {
        return new Observation.Inconclusive(evidence("", Optional.empty(), Optional.empty()), why);
    }
}
