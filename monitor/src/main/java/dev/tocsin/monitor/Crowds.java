package dev.tocsin.monitor;

import java.util.concurrent.ConcurrentHashMap;

/// How many looks are under way at each host. One that hangs fills its own measure and no more: its further looks are
/// left out, and all others go on.
public final class Crowds {
    private final int most;
    private final ConcurrentHashMap<String, Integer> looking = new ConcurrentHashMap<>();

    /// @param most looks at one host at the same time
    public Crowds(int most) {
        this.most = most;
    }

    /// False when `host` has its measure already. After true, [#leave] must follow.
    public boolean enter(String host) {
        var entered = new boolean[1];
        looking.compute(host, (_, before) -> {
            var now = before == null ? 0 : before;
            entered[0] = now < most;
            return entered[0] ? Integer.valueOf(now + 1) : before;
        });
        return entered[0];
    }

    public void leave(String host) {
        looking.computeIfPresent(host, (_, before) -> before == 1 ? null : before - 1);
    }
}
