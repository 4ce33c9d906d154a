package dev.tocsin.monitor;

import java.time.Duration;

/// How many looks in a row it takes to believe a change: `down` bad ones, `up` good ones, each at least 1.
/// While a change is unconfirmed the target is looked at again after `recheck`.
public record Confirmation(int down, int up, Duration recheck) {

    public Confirmation {
        if (down < 1 || up < 1) {
            throw new IllegalArgumentException("confirmations of " + down + " and " + up + ", at least 1 is needed");
        }
    }
}
