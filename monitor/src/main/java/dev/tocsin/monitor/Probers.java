package dev.tocsin.monitor;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// Who looks at which kind of target.
public final class Probers {
    private final Map<Class<? extends Probe>, Prober<? extends Probe>> byKind = new HashMap<>();

    /// Hands looks at `kind` to `prober`.
    public <P extends Probe> Probers with(Class<P> kind, Prober<P> prober) {
        byKind.put(kind, prober);
        return this;
    }

    /// Looks at the target of `probe`; see [Prober#look].
    public Observation look(Probe probe, Duration timeout) {
        return look(probe.getClass(), probe, timeout);
    }

    // The map holds each prober under the kind it was given for, so the cast is right by construction.
    @SuppressWarnings("unchecked")
    private Observation look(Class<? extends Probe> kind, Probe probe, Duration timeout) {
        var prober = (Prober<Probe>) byKind.get(kind);
        if (prober == null) {
            throw new IllegalStateException("no prober for " + kind.getSimpleName() + ", add it in Wiring");
        }
        return prober.look(probe, timeout);
    }
}
