package dev.tocsin.monitor.probe.posture;

import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.Prober;
import dev.tocsin.monitor.posture.live.Handshaker;
import dev.tocsin.monitor.posture.live.Memory;
import dev.tocsin.monitor.probe.Deadlines;
import dev.tocsin.monitor.probe.Gear;
import dev.tocsin.monitor.probe.dns.KnownAnswers;
import java.time.Duration;
import java.time.InstantSource;

/// Looks at what a site serves, on every address of it. Whatever is found, the look has passed: a bad certificate takes
/// nothing down. It has failed where nothing takes connections.
public final class PostureProber implements Prober<Probe.Posture> {

    private final InstantSource clock;
    private final Gear gear;
    private final KnownFiles files = new KnownFiles();
    private final Memory memory = new Memory();
    private final Handshaker handshaker;
    private final KnownAnswers answers = new KnownAnswers();

    public PostureProber(InstantSource clock, Gear gear) {
        this.clock = clock;
        this.gear = gear;
        this.handshaker = Handshaker.by(gear.handshakes().provider());
    }

    @Override
    public Observation look(Probe.Posture probe, Duration timeout) {
        return Deadlines.hold(
                new PostureLook(gear, files, memory, handshaker, answers, probe, clock.instant(), timeout),
                probe.target(),
                timeout);
    }
}
