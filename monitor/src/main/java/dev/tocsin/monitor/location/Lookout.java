package dev.tocsin.monitor.location;

import dev.tocsin.monitor.Crowds;
import dev.tocsin.monitor.Lanes;
import dev.tocsin.monitor.Monitor;
import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.PostedLook;
import dev.tocsin.monitor.Probers;
import dev.tocsin.monitor.References;
import dev.tocsin.monitor.Rounds;
import dev.tocsin.monitor.SightListener;
import dev.tocsin.monitor.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks, from where an agent is, at what it was assigned: each at its exact slots, and again soon where a look
/// left a doubt, by the same rules as the server. It needs nobody for that, and goes on while the server is away.
public final class Lookout {
    private static final Logger log = LoggerFactory.getLogger(Lookout.class);
    private static final int LOOKS_AT_ONCE = 256;
    private static final int LOOKS_AT_A_HOST = 64;

    /// Slots are taken so long ahead.
    private static final Duration AHEAD = Duration.ofSeconds(3);

    /// What is new is looked at soon, one after another.
    private static final Duration CATCH_UP_PACE = Duration.ofMillis(20);

    private final Probers probers;
    private final References references;
    private final Timer timer;
    private final InstantSource clock;
    private final Consumer<PostedLook> out;
    private final Map<String, Duty> duties = new ConcurrentHashMap<>();
    private final Lanes lanes = new Lanes(LOOKS_AT_ONCE, Rounds.ROUND);
    private final Crowds crowds = new Crowds(LOOKS_AT_A_HOST, Rounds.ROUND);
    private final AtomicLong missed = new AtomicLong();
    private volatile Assignment assignment = Assignment.NONE;

    /// @param sight who is told whether we see at all
    /// @param nanos a clock that only runs forward
    /// @param out takes every look as it is done; called from many threads
    public Lookout(
            Probers probers,
            Timer timer,
            SightListener sight,
            InstantSource clock,
            LongSupplier nanos,
            Consumer<PostedLook> out) {
        this.probers = probers;
        this.references = new References(() -> assignment.references(), probers, sight, nanos);
        this.timer = timer;
        this.clock = clock;
        this.out = out;
    }

    /// From now on looks at these and at nothing else; [Assignment#NONE] ends all looking. What is under way ends.
    public void assign(Assignment next) {
        var now = clock.instant();
        assignment = next;
        duties.keySet()
                .retainAll(next.monitors().stream()
                        .map(assigned -> assigned.monitor().name())
                        .toList());
        var soon = now;
        for (var assigned : next.monitors()) {
            var name = assigned.monitor().name();
            var known = duties.get(name);
            if (known == null) {
                var duty = new Duty(assigned, now);
                duties.put(name, duty);
                soon = soon.plus(CATCH_UP_PACE);
                if (soon.plus(AHEAD).isBefore(duty.next())) {
                    lookAt(name, soon);
                }
            } else {
                known.redefine(assigned, now);
            }
        }
        takeSlots(now);
    }

    /// How much is looked at.
    public int size() {
        return duties.size();
    }

    /// How many slots passed without a look.
    public long missed() {
        return missed.get();
    }

    /// Takes what falls due in the next seconds. To be called every second.
    public void walk() {
        takeSlots(clock.instant());
        references.reviewDue();
    }

    private void takeSlots(Instant now) {
        duties.forEach((name, duty) -> {
            var due = duty.take(now, now.plus(AHEAD));
            due.slots().forEach(slot -> lookAt(name, slot));
            missed.addAndGet(due.missed());
        });
    }

    private void lookAt(String name, Instant slot) {
        timer.at(slot, () -> lookNow(name, slot, probers::look));
    }

    /// The one place from which an agent's looks go out.
    private void lookNow(String name, Instant slot, Function<Monitor, Observation> look) {
        var duty = duties.get(name);
        if (duty == null) {
            return;
        }
        var monitor = duty.monitor();
        var host = monitor.probe().host();
        if (!crowds.enter(host)) {
            missed.incrementAndGet();
            return;
        }
        try (var place = lanes.enter(duty.isSlow()).orElse(null)) {
            if (place == null) {
                missed.incrementAndGet();
                return;
            }
            var lateness = Duration.between(slot, clock.instant());
            var seen = believed(look.apply(monitor));
            out.accept(new PostedLook(name, lateness, seen));
            duty.fold(seen, clock.instant()).ifPresent(at -> recheck(name, duty, at));
        } catch (RuntimeException bug) {
            log.error("the look at {} broke off", name, bug);
        } finally {
            crowds.leave(host);
        }
    }

    private void recheck(String name, Duty duty, Instant at) {
        timer.at(at, () -> {
            if (duty.takeRecheck(at)) {
                lookNow(name, at, probers::lookAgain);
            }
        });
    }

    /// Where none of the references answers, what failed is told of ourselves and not of the target. Waits for
    /// them, 4 s at most, after a failure only.
    private Observation believed(Observation seen) {
        if (!(seen instanceof Observation.Failed)) {
            return seen;
        }
        references.doubt();
        return references.blindness().map(seen::doubted).orElse(seen);
    }
}
