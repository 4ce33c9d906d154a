package dev.tocsin.app.schedule;

import java.time.Duration;

/// How this node's clock stands to the database's, by which the nodes of a cluster agree on the time. `ahead` is
/// negative when ours is behind.
public sealed interface ClockState {

    /// Half a second: beyond that, looks of two nodes at one target may be put in the wrong order.
    Duration NOTICEABLE = Duration.ofMillis(500);

    /// As long as a round.
    Duration INTOLERABLE = Duration.ofSeconds(5);

    Duration ahead();

    /// As it should be.
    record InStep(Duration ahead) implements ClockState {}

    /// Off by more than half a second: all works, and somebody should see to it.
    record Off(Duration ahead) implements ClockState {}

    /// Off by more than 5 s while other nodes are in step: this one takes no work until its clock is right.
    record Out(Duration ahead) implements ClockState {}

    /// Off by more than 5 s and nobody is in step. Where there is one node, or the database's own clock is wrong,
    /// watching by an odd clock is better than not watching.
    record Alone(Duration ahead) implements ClockState {}

    /// What follows from a measurement that is right to `uncertainty`, which counts in the clock's favour.
    static ClockState of(Duration ahead, Duration uncertainty, boolean othersInStep) {
        var off = ahead.abs().minus(uncertainty);
        if (off.compareTo(INTOLERABLE) > 0) {
            return othersInStep ? new Out(ahead) : new Alone(ahead);
        }
        return off.compareTo(NOTICEABLE) > 0 ? new Off(ahead) : new InStep(ahead);
    }

    /// Whether this node may take work.
    default boolean mayWork() {
        return !(this instanceof Out);
    }

    /// For the health page.
    default String words() {
        var off = "%d ms %s the database's"
                .formatted(ahead().abs().toMillis(), ahead().isNegative() ? "behind" : "ahead of");
        return switch (this) {
            case InStep _ -> "is right: " + off;
            case Off _ -> "is " + off + ": see to the time service of this machine (timedatectl)";
            case Out _ ->
                "is " + off + ": this node takes no work until it is right, see to its time service (timedatectl)";
            case Alone _ ->
                "is " + off
                        + ", and no other node is nearer: watching goes on, see to the time services of both machines";
        };
    }
}
