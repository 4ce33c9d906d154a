package dev.tocsin.monitor;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Who looks at which kind of target. A prober is made when the first look needs it: some load native libraries.
public final class Probers {
    private final Map<Class<? extends Probe>, Supplier<? extends Prober<? extends Probe>>> makers = new HashMap<>();
    private final Map<Class<? extends Probe>, Prober<? extends Probe>> made = new ConcurrentHashMap<>();

    private Optional<Probers> guarded = Optional.empty();

    /// Leaves looks for monitors of [Owner#API] to `guarded`. Without it there are none: nothing is looked at
    /// unguarded.
    public Probers forApi(Probers guarded) {
        this.guarded = Optional.of(guarded);
        return this;
    }

    /// Hands looks at `kind` to the prober that `maker` makes.
    public <P extends Probe> Probers with(Class<P> kind, Supplier<? extends Prober<P>> maker) {
        makers.put(kind, maker);
        return this;
    }

    /// Looks at the target of `monitor`, as its owner may; see [Prober#look].
    public Observation look(Monitor monitor) {
        return of(monitor.owner()).look(monitor.probe(), monitor.timeout());
    }

    /// Looks at it once more; see [Prober#lookAgain].
    public Observation lookAgain(Monitor monitor) {
        return of(monitor.owner()).lookAgain(monitor.probe(), monitor.timeout());
    }

    private Probers of(Owner owner) {
        return switch (owner) {
            case FILE -> this;
            case API ->
                guarded.orElseThrow(() ->
                        new IllegalStateException("no guarded probers for monitors of the API, give them with forApi"));
        };
    }

    /// Looks at the target of `probe`; see [Prober#look].
    public Observation look(Probe probe, Duration timeout) {
        return prober(probe).look(probe, timeout);
    }

    /// Looks at it once more; see [Prober#lookAgain].
    public Observation lookAgain(Probe probe, Duration timeout) {
        return prober(probe).lookAgain(probe, timeout);
    }

    // The maps hold each prober under the kind it was given for, so the cast is right by construction.
    @SuppressWarnings("unchecked")
    private Prober<Probe> prober(Probe probe) {
        return (Prober<Probe>) made.computeIfAbsent(probe.getClass(), this::make);
    }

    private Prober<? extends Probe> make(Class<? extends Probe> kind) {
        var maker = makers.get(kind);
        if (maker == null) {
            throw new IllegalStateException("no prober for " + kind.getSimpleName() + ", add it in ProbeKinds");
        }
        return maker.get();
    }
}
