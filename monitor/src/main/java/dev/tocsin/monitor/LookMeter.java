package dev.tocsin.monitor;

import java.time.Duration;

/// Who measures how well we keep time; metrics implement it. Called from many threads, must not block.
public interface LookMeter {

    /// A round of `shard` was claimed.
    void claimed(int shard);

    /// A look began this long after its slot.
    void began(Duration lateness);

    /// So many slots passed without a look.
    void missed(long slots);
}
