package dev.tocsin.monitor;

import java.time.Duration;
import java.time.Instant;

/// Where a monitor stands in the schedule: its slots are the instants `phase + n × every` since the epoch. Both numbers
/// come from the name alone, so that they are the same on every node and after every restart, and so that a thousand
/// monitors do not look at the stroke of the minute.
public record Grid(int shard, Duration phase) {

    public static Grid of(String monitor, Duration every, int shards) {
        var hash = mixed(monitor);
        return new Grid(
                (int) Long.remainderUnsigned(hash, shards),
                Duration.ofMillis(Long.remainderUnsigned(hash >>> 16, every.toMillis())));
    }

    /// The newest slot at or before `now`.
    public Instant slotBefore(Instant now, Duration every) {
        var sinceSlot = Math.floorMod(now.toEpochMilli() - phase.toMillis(), every.toMillis());
        return Instant.ofEpochMilli(now.toEpochMilli() - sinceSlot);
    }

    /// FNV-1a over the UTF-16 units, then a finaliser: names that differ in their last letter land far apart.
    private static long mixed(String text) {
        var hash = 0xcbf29ce484222325L;
        for (var i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 32)) * 0xd6e8feb86659fd93L;
        return hash ^ (hash >>> 32);
    }
}
