package dev.tocsin.incidents.delivery;

import java.util.OptionalInt;

/// One provider for a medium. `ratePerSecond` bounds how many messages this node hands it; without one there is no
/// bound.
public record Way(Channel channel, OptionalInt ratePerSecond) {

    public Way(Channel channel) {
        this(channel, OptionalInt.empty());
    }
}
